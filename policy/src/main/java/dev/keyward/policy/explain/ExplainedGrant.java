package dev.keyward.policy.explain;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.match.PrincipalMatch;

import java.util.Optional;

/**
 * A grant whose grantee or operations fit the request, part by part.
 *
 * @param grantee how it fits the caller
 * @param constraint how what it asks of the encryption context does
 * @param sourceArn how what it asks of {@code aws:SourceArn} does
 */
public record ExplainedGrant(
        Grant grant, PrincipalMatch grantee, boolean operationFits, Fit constraint, Fit sourceArn) {

    /** Whether what a grant asks for is so. */
    public enum Fit {
        /** It asks for nothing. */
        FREE,
        /** It asks, but not for this operation. */
        NOT_ASKED,
        HOLDS,
        FAILS
    }

    public boolean allows() {
        return grantee != PrincipalMatch.NONE
                && operationFits
                && constraint != Fit.FAILS
                && sourceArn != Fit.FAILS;
    }

    /** As what a decision names it. */
    public Source source() {
        return new Source(PolicyKind.GRANT, grant.id(), 0, Optional.empty(), 0);
    }
}
