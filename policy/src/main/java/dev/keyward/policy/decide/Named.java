package dev.keyward.policy.decide;

import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.match.PrincipalMatch;

import java.util.Optional;

/**
 * How the policy of a resource names the caller, and the decision to which that leads; empty if it does not
 * name it.
 */
record Named(PrincipalMatch match, Optional<Allow> decision) {

    static final Named NOT = new Named(PrincipalMatch.NONE, Optional.empty());

    /** By a statement that names the caller itself, or everybody. */
    Optional<Allow> direct() {
        return match == PrincipalMatch.ITSELF || match == PrincipalMatch.ANYONE
                ? decision
                : Optional.empty();
    }

    /** By a statement that names whom the caller acts as: a role, a user. */
    Optional<Allow> capped() {
        return match == PrincipalMatch.ROLE || match == PrincipalMatch.SESSION_MAKER
                ? decision
                : Optional.empty();
    }

    /** By a statement that leaves the choice to the caller's account. */
    Optional<Allow> delegated() {
        return match == PrincipalMatch.ACCOUNT ? decision : Optional.empty();
    }
}
