package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

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

        /** Allowed by what allows this and what allows {@code other}, together. */
        Allow and(Allow other) {
            var all = new ArrayList<>(sources);
            all.addAll(other.sources);
            return new Allow(all);
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

        private static final Map<PolicyKind, ImplicitDeny> OPEN = ofEach(Told.Missing::new);
        private static final Map<PolicyKind, ImplicitDeny> HIDDEN = ofEach(_ -> new Told.Hidden());

        private static Map<PolicyKind, ImplicitDeny> ofEach(Function<PolicyKind, Told> told) {
            var all = new EnumMap<PolicyKind, ImplicitDeny>(PolicyKind.class);
            for (var kind : PolicyKind.values()) {
                all.put(kind, new ImplicitDeny(kind, told.apply(kind)));
            }
            return all;
        }

        static ImplicitDeny of(PolicyKind missing) {
            return Objects.requireNonNull(OPEN.get(missing));
        }

        /** Told as if the resource might not exist. */
        static ImplicitDeny hidden(PolicyKind missing) {
            return Objects.requireNonNull(HIDDEN.get(missing));
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
