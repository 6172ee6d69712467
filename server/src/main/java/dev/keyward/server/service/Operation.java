package dev.keyward.server.service;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One API operation. Its methods are called in the order they stand here, by {@link ServiceCalls},
 * and by nobody else.
 *
 * @param <Q> the request, as the operation reads it
 */
public sealed interface Operation<Q> {

    /** The name on the wire, for example {@code Decrypt}. */
    String name();

    /**
     * Reads the input, whose shape was already checked against the API model, and checks what the
     * model cannot say. No store, no key state.
     */
    Q read(Struct input);

    /**
     * What must be allowed, in the order in which it is checked. Resources are resolved here, so what
     * does not exist is refused here. Decides nothing. Never empty, unless the operation needs no
     * permission at all.
     */
    List<Target> targets(Q request, Call call, Snapshot snapshot);

    /** An operation that changes nothing that is stored, once there is what it reads. */
    non-sealed interface Reading<Q> extends Operation<Q> {

        /**
         * What must be written before this can be read: nothing, but where AWS makes something when it
         * is first asked for, and where the request brings what is good for one time only, such as a
         * code. It is written in one transaction with the decision and the reading, so that a call that
         * is not authorized leaves nothing behind, and before targets are named. What is refused here
         * refuses the call.
         */
        default Optional<Consumer<Transaction>> missing(Q request, Call call, Snapshot snapshot) {
            return Optional.empty();
        }

        /** Does it, after every target was allowed, and answers with the operation's output. */
        Struct perform(Q request, Call call, List<Target> targets, Snapshot snapshot);
    }

    /** An operation that writes; targets, decision and writing are one transaction. */
    non-sealed interface Writing<Q> extends Operation<Q> {

        /** Does it, after every target was allowed, and answers with the operation's output. */
        Struct perform(Q request, Call call, List<Target> targets, Transaction transaction);
    }

    /**
     * An operation for callers who have no AWS credentials and sign nothing: what they bring in the
     * input says who they are. It changes nothing that is stored.
     *
     * @param <Q> the request, as the operation reads it
     */
    non-sealed interface Vouched<Q> extends Operation<Q> {

        /**
         * Who is calling, once what vouches for it was checked. It comes before {@link #read}, and
         * outside any transaction, since an identity provider may have to be asked.
         *
         * @throws dev.keyward.wire.ServiceException if nobody is vouched for
         */
        Caller caller(Struct input, Instant now);

        /** Does it, after every target was allowed, and answers with the operation's output. */
        Struct perform(Q request, Call call, List<Target> targets, Snapshot snapshot);
    }

    /**
     * An operation with a part that takes so long that nobody else may have to wait for it, such as
     * making an RSA key. That part runs outside the store, once every target was allowed; then targets
     * and decision are had anew, since time has passed.
     *
     * @param <P> what the slow part gives; it is closed when the call ends
     */
    sealed interface Slow<Q, P extends Prepared> extends Operation<Q> {

        /**
         * Refuses what must not cost the slow part: a key in the wrong state, a request that does not
         * fit it. What it found may have changed by the time of {@code perform}, which checks it again.
         */
        void check(Q request, Call call, List<Target> targets, Snapshot snapshot);

        /** The slow part. */
        P prepare(Q request, Call call, List<Target> targets);
    }

    /** What the slow part of an operation gives to the rest of it. */
    interface Prepared extends AutoCloseable {

        /** Zeroes what is secret. */
        @Override
        void close();
    }

    /** A slow operation that changes nothing that is stored. */
    non-sealed interface SlowReading<Q, P extends Prepared> extends Slow<Q, P> {

        /** Does the rest of it, and answers with the operation's output. */
        Struct perform(Q request, P prepared, Call call, List<Target> targets, Snapshot snapshot);
    }

    /** A slow operation that writes; targets, decision and writing are one transaction. */
    non-sealed interface SlowWriting<Q, P extends Prepared> extends Slow<Q, P> {

        /** Does the rest of it, and answers with the operation's output. */
        Struct perform(
                Q request, P prepared, Call call, List<Target> targets, Transaction transaction);
    }
}
