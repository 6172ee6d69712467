package dev.keyward.policy.match;

/**
 * How a policy's principal fits a caller, which decides what else the caller needs. The earlier of two
 * that fit is the stronger.
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic" and "AWS JSON policy elements: Principal".
 */
public enum PrincipalMatch {
    /** The caller itself: its user, its session, its service, its identity provider. */
    ITSELF,
    /** {@code *}. */
    ANYONE,
    /** The role whose session the caller is. */
    ROLE,
    /** The user who made the caller's federated session. */
    SESSION_MAKER,
    /** The caller's account, which leaves the choice to the policies of that account. */
    ACCOUNT,
    /** The policy is attached to the caller and names nobody. */
    ATTACHED,
    NONE
}
