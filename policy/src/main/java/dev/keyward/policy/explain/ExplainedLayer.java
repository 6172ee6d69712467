package dev.keyward.policy.explain;

import dev.keyward.policy.PolicyKind;

import java.util.List;

/**
 * The policies of one kind, or of one level of it, in so far as they are about the request.
 *
 * @param level from 0 at the root of the organization; 0 for kinds without levels
 * @param policies the names of all of them, also of those without a statement about the action
 * @param grants for the layer of grants, which has no statements
 */
public record ExplainedLayer(
        PolicyKind kind,
        int level,
        Word word,
        Bearing bearing,
        List<String> policies,
        List<ExplainedStatement> statements,
        List<ExplainedGrant> grants) {

    public ExplainedLayer {
        policies = List.copyOf(policies);
        statements = List.copyOf(statements);
        grants = List.copyOf(grants);
    }

    public Side side() {
        return Side.of(kind);
    }

    /** Whether the layer is one of the resource's own policy, be it a key policy or a trust policy. */
    public boolean isOfResource() {
        return kind == PolicyKind.KEY_POLICY || kind == PolicyKind.TRUST;
    }

    boolean isHeard() {
        return bearing != Bearing.NOT_HEARD;
    }

    ExplainedLayer bearing(Bearing other) {
        return new ExplainedLayer(kind, level, word, other, policies, statements, grants);
    }
}
