package dev.keyward.policy.explain;

import dev.keyward.policy.decide.Question;

import java.util.List;

/** What would let a request through. */
public sealed interface Changes {

    /** Several ways of which each is enough, the one of the fewest changes first; none if it is let through. */
    record Ways(List<Way> ways) implements Changes {

        public Ways {
            ways = List.copyOf(ways);
        }
    }

    /** Changes that together let a request through, and of which none can be left out. */
    record Way(List<Change> changes) {

        public Way {
            changes = List.copyOf(changes);
        }

        /**
         * The question as it is with these changes.
         *
         * @throws IllegalArgumentException if they are changes of policies that the question does not have
         */
        public Question applyTo(Question question) {
            return Draft.of(question, changes)
                    .orElseThrow(() -> new IllegalArgumentException("changes of other policies"));
        }
    }

    /** No change of policies lets it through. */
    record Never(Why why) implements Changes {}

    /** Why nothing can allow a request. */
    enum Why {
        /** No other account than the key's own can be given the action. */
        OWN_ACCOUNT_ONLY,
        /** There is no such key, or it is not told. */
        NO_SUCH_KEY,
        /** There is no such role. */
        NO_SUCH_ROLE,
        /** Another account's resource has no policy of its own that could name the caller. */
        NO_POLICY_OF_ITS_OWN,
        /** Neither the grant nor its maker's account lets the caller retire it. */
        NOT_TO_RETIRE,
        /** The caller has no policies and no name by which this resource's policy could let it in. */
        NOBODY_TO_NAME,
        /** AWS keeps the action for itself. */
        KEPT,
        /** Far too many statements stand against it. */
        TOO_MANY
    }
}
