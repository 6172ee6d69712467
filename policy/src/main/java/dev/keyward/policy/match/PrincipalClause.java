package dev.keyward.policy.match;

import java.util.Optional;
import java.util.Set;

/** The {@code Principal} or {@code NotPrincipal} of a statement, or its absence. */
public sealed interface PrincipalClause {

    PrincipalMatch match(Effect effect, RequestContext context);

    /** Names of which a caller must have one to fit; empty if others may fit as well. */
    default Optional<Set<String>> exactly() {
        return this instanceof Listed(var principals) ? principals.exactly() : Optional.empty();
    }

    /** The clause of a policy that is attached to whom it is about. */
    record Attached() implements PrincipalClause {
        @Override
        public PrincipalMatch match(Effect effect, RequestContext context) {
            return PrincipalMatch.ATTACHED;
        }
    }

    record Listed(PrincipalSet principals) implements PrincipalClause {
        @Override
        public PrincipalMatch match(Effect effect, RequestContext context) {
            return principals.match(context.principal());
        }
    }

    /**
     * Everybody who is listed at no level, be it as account, role, user or session. A deny also hits
     * every principal that has a permissions boundary, whoever is listed.
     *
     * <p>Source: IAM User Guide, "AWS JSON policy elements: NotPrincipal".
     */
    record AllBut(PrincipalSet principals) implements PrincipalClause {
        @Override
        public PrincipalMatch match(Effect effect, RequestContext context) {
            if (effect == Effect.DENY && context.bounded()) {
                return PrincipalMatch.ANYONE;
            }
            return principals.match(context.principal()) == PrincipalMatch.NONE
                    ? PrincipalMatch.ANYONE
                    : PrincipalMatch.NONE;
        }
    }
}
