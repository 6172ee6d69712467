package dev.keyward.policy.match;

/** The {@code Principal} or {@code NotPrincipal} of a statement, or its absence. */
public sealed interface PrincipalClause {

    PrincipalMatch match(Effect effect, RequestContext context);

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
