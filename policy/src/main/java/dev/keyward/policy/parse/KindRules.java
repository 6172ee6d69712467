package dev.keyward.policy.parse;

import dev.keyward.policy.PolicyKind;

/**
 * What the statements of one kind of policy must and must not have.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements reference"; KMS Developer Guide, "Key policies";
 * Organizations User Guide, "SCP syntax" and "RCP syntax".
 */
record KindRules(
        Element principal,
        Element notPrincipal,
        Element resource,
        Sids sids,
        Incomplete incomplete) {

    enum Element {
        REQUIRED,
        ALLOWED,
        FORBIDDEN
    }

    enum Sids {
        /** Letters and digits, each at most once. */
        STRICT,
        FREE
    }

    /** What becomes of a statement without action or resource. */
    enum Incomplete {
        REFUSED,
        INEFFECTIVE
    }

    private static final KindRules OF_A_PRINCIPAL = new KindRules(
            Element.FORBIDDEN,
            Element.FORBIDDEN,
            Element.REQUIRED,
            Sids.STRICT,
            Incomplete.REFUSED);

    static KindRules of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL -> OF_A_PRINCIPAL;
            case KEY_POLICY ->
                new KindRules(
                        Element.REQUIRED,
                        Element.ALLOWED,
                        Element.REQUIRED,
                        Sids.FREE,
                        Incomplete.INEFFECTIVE);
            case TRUST ->
                new KindRules(
                        Element.REQUIRED,
                        Element.FORBIDDEN,
                        Element.FORBIDDEN,
                        Sids.STRICT,
                        Incomplete.REFUSED);
            case VPC_ENDPOINT ->
                new KindRules(
                        Element.REQUIRED,
                        Element.ALLOWED,
                        Element.REQUIRED,
                        Sids.FREE,
                        Incomplete.REFUSED);
            case RESOURCE_CONTROL ->
                new KindRules(
                        Element.REQUIRED,
                        Element.FORBIDDEN,
                        Element.REQUIRED,
                        Sids.STRICT,
                        Incomplete.REFUSED);
            case GRANT -> throw new IllegalArgumentException("a grant is not a policy document");
        };
    }
}
