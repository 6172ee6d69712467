package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;

import java.util.List;

/**
 * What the policies say of a request, and which of them.
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic".
 */
public sealed interface Decision {

    /** Whether the request may be carried out. */
    default boolean isAllowed() {
        return this instanceof Allow;
    }

    /**
     * Allowed, by all of these together: an account's statement in a key policy and an identity policy's,
     * for example. None are named where a root user's own power is enough.
     */
    record Allow(List<Source> sources) implements Decision {

        public Allow {
            sources = List.copyOf(sources);
        }

        static Allow by(Source... sources) {
            return new Allow(List.of(sources));
        }
    }

    /** Not allowed. */
    sealed interface Denial extends Decision {

        /** How much of the reason the caller may learn. */
        Told told();
    }

    /** Denied by a statement, whatever others allow. */
    record ExplicitDeny(Source source, Told told) implements Denial {

        static ExplicitDeny by(Source source) {
            return new ExplicitDeny(source, new Told.Denied(source));
        }
    }

    /** Not allowed, since no policy of the kind {@code missing} allows it. */
    record ImplicitDeny(PolicyKind missing, Told told) implements Denial {

        static ImplicitDeny of(PolicyKind missing) {
            return new ImplicitDeny(missing, new Told.Missing(missing));
        }

        /** Told as if the resource might not exist. */
        static ImplicitDeny hidden(PolicyKind missing) {
            return new ImplicitDeny(missing, new Told.Hidden());
        }
    }

    /** The reason that the caller is told, which for another account's resource may be less than the truth. */
    sealed interface Told {

        record Denied(Source source) implements Told {}

        record Missing(PolicyKind kind) implements Told {}

        /** Whether the resource exists is not told, nor what its owner's policies say. */
        record Hidden() implements Told {}
    }
}
