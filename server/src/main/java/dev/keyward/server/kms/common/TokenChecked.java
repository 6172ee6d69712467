package dev.keyward.server.kms.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An operation whose request may bring grant tokens: it refuses tokens that are not genuine, or whose
 * grant is gone, and leaves everything else to the operation itself, which need not know of them. A
 * genuine token changes nothing, be it for the key in question or for another.
 */
public final class TokenChecked {

    private static final String MEMBER = "GrantTokens";

    private TokenChecked() {}

    /** The operation's own request, with what its tokens stand for. */
    record Request<Q>(Q own, List<GrantTokens.Named> tokens) {

        static <Q> Request<Q> read(Struct input, Operation<Q> operation, GrantTokens tokens) {
            var named = input.texts(MEMBER).stream().map(tokens::open).toList();
            return new Request<>(operation.read(input), named);
        }

        List<Target> targets(Operation<Q> operation, Call call, Snapshot snapshot) {
            tokens.forEach(token -> GrantTokens.require(token, snapshot));
            return operation.targets(own, call, snapshot);
        }
    }

    /**
     * The operation with that check.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidGrantTokenException}, when it is called
     */
    public static <Q> Operation<?> of(Operation<Q> operation, GrantTokens tokens) {
        return switch (operation) {
            case Operation.Reading<Q> reading -> new Reading<>(reading, tokens);
            case Operation.Writing<Q> writing -> new Writing<>(writing, tokens);
            case Operation.SlowReading<Q, ?> slow -> new SlowReading<>(slow, tokens);
            case Operation.SlowWriting<Q, ?> slow -> new SlowWriting<>(slow, tokens);
        };
    }

    private record Reading<Q>(Operation.Reading<Q> own, GrantTokens tokens)
            implements Operation.Reading<Request<Q>> {

        @Override
        public String name() {
            return own.name();
        }

        @Override
        public Request<Q> read(Struct input) {
            return Request.read(input, own, tokens);
        }

        @Override
        public List<Target> targets(Request<Q> request, Call call, Snapshot snapshot) {
            return request.targets(own, call, snapshot);
        }

        @Override
        public Optional<Consumer<Transaction>> missing(
                Request<Q> request, Call call, Snapshot snapshot) {
            return own.missing(request.own(), call, snapshot);
        }

        @Override
        public Struct perform(
                Request<Q> request, Call call, List<Target> targets, Snapshot snapshot) {
            return own.perform(request.own(), call, targets, snapshot);
        }
    }

    private record Writing<Q>(Operation.Writing<Q> own, GrantTokens tokens)
            implements Operation.Writing<Request<Q>> {

        @Override
        public String name() {
            return own.name();
        }

        @Override
        public Request<Q> read(Struct input) {
            return Request.read(input, own, tokens);
        }

        @Override
        public List<Target> targets(Request<Q> request, Call call, Snapshot snapshot) {
            return request.targets(own, call, snapshot);
        }

        @Override
        public Struct perform(
                Request<Q> request, Call call, List<Target> targets, Transaction transaction) {
            return own.perform(request.own(), call, targets, transaction);
        }
    }

    private record SlowReading<Q, P extends Operation.Prepared>(
            Operation.SlowReading<Q, P> own, GrantTokens tokens)
            implements Operation.SlowReading<Request<Q>, P> {

        @Override
        public String name() {
            return own.name();
        }

        @Override
        public Request<Q> read(Struct input) {
            return Request.read(input, own, tokens);
        }

        @Override
        public List<Target> targets(Request<Q> request, Call call, Snapshot snapshot) {
            return request.targets(own, call, snapshot);
        }

        @Override
        public void check(Request<Q> request, Call call, List<Target> targets, Snapshot snapshot) {
            own.check(request.own(), call, targets, snapshot);
        }

        @Override
        public P prepare(Request<Q> request, Call call, List<Target> targets) {
            return own.prepare(request.own(), call, targets);
        }

        @Override
        public Struct perform(
                Request<Q> request,
                P prepared,
                Call call,
                List<Target> targets,
                Snapshot snapshot) {
            return own.perform(request.own(), prepared, call, targets, snapshot);
        }
    }

    private record SlowWriting<Q, P extends Operation.Prepared>(
            Operation.SlowWriting<Q, P> own, GrantTokens tokens)
            implements Operation.SlowWriting<Request<Q>, P> {

        @Override
        public String name() {
            return own.name();
        }

        @Override
        public Request<Q> read(Struct input) {
            return Request.read(input, own, tokens);
        }

        @Override
        public List<Target> targets(Request<Q> request, Call call, Snapshot snapshot) {
            return request.targets(own, call, snapshot);
        }

        @Override
        public void check(Request<Q> request, Call call, List<Target> targets, Snapshot snapshot) {
            own.check(request.own(), call, targets, snapshot);
        }

        @Override
        public P prepare(Request<Q> request, Call call, List<Target> targets) {
            return own.prepare(request.own(), call, targets);
        }

        @Override
        public Struct perform(
                Request<Q> request,
                P prepared,
                Call call,
                List<Target> targets,
                Transaction transaction) {
            return own.perform(request.own(), prepared, call, targets, transaction);
        }
    }
}
