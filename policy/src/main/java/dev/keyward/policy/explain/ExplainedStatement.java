package dev.keyward.policy.explain;

import dev.keyward.policy.decide.Source;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.List;

/**
 * A statement that is about the action of the request, part by part.
 *
 * @param principal how it fits the caller, by itself
 * @param resourceFits whether the request's resource is one of those it is about
 */
public record ExplainedStatement(
        Source source,
        WrittenStatement written,
        PrincipalMatch principal,
        boolean resourceFits,
        List<ExplainedCondition> conditions) {

    public ExplainedStatement {
        conditions = List.copyOf(conditions);
    }

    /** Whether every part fits. */
    public boolean applies() {
        return principal != PrincipalMatch.NONE
                && resourceFits
                && conditions.stream().allMatch(ExplainedCondition::holds);
    }

    public boolean denies() {
        return written.effect() == Effect.DENY && applies();
    }

    public boolean allows() {
        return written.effect() == Effect.ALLOW && applies();
    }
}
