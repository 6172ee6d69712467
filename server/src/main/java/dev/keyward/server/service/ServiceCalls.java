package dev.keyward.server.service;

import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.SessionReach;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one path by which every operation is carried out: read, targets, quotas, authorize, perform. It opens
 * the one transaction of the call and tells the observer how the call ended.
 *
 * <p>Safe for use by many threads.
 */
public final class ServiceCalls {

    private final Store store;
    private final Authorizer authorizer;
    private final RequestQuotas quotas;
    private final CallObserver observer;

    private ServiceCalls(
            Store store, Authorizer authorizer, RequestQuotas quotas, CallObserver observer) {
        this.store = store;
        this.authorizer = authorizer;
        this.quotas = quotas;
        this.observer = observer;
    }

    public ServiceCalls(Store store, Authorizer authorizer, CallObserver observer) {
        this(store, authorizer, RequestQuotas.NONE, observer);
    }

    /** The same, for callers who may not call as often as they like. */
    public ServiceCalls within(RequestQuotas limits) {
        return new ServiceCalls(store, authorizer, limits, observer);
    }

    /**
     * Carries out {@code operation} for an authenticated caller.
     *
     * @param input checked against the operation's input shape
     * @return the output, in the names of the operation's output shape
     * @throws ServiceException if the call is refused, and then nothing of it was written
     * @throws dev.keyward.server.store.StoreException if storage fails
     */
    public Struct call(Service service, Operation<?> operation, Call call, Struct input) {
        var name = service.name() + ":" + operation.name();
        CallObserver.Outcome outcome = new CallObserver.Failed();
        try {
            SessionReach.require(call.caller(), name);
            var guards = new Guards(
                    service.check().read(input),
                    targets -> quotas.count(call, name, input, targets));
            var done = carryOut(operation, call, guards, input);
            outcome = new CallObserver.Answered(done.allowed());
            return done.output();
        } catch (Denial denial) {
            outcome = new CallObserver.Denied(denial.refusal);
            throw denial.refusal.exception();
        } catch (ServiceException refusal) {
            outcome = new CallObserver.Refused(refusal.code());
            throw refusal;
        } finally {
            observer.ended(call, name, outcome);
        }
    }

    /** What an operation answered, and what had been allowed for it. */
    private record Done(Struct output, List<Target> allowed) {}

    /**
     * What stands around every operation.
     *
     * @param check the service's own, of what is stored, before targets are named
     * @param counting refuses a call too many, once its targets are known
     */
    private record Guards(Consumer<Snapshot> check, Consumer<List<Target>> counting) {}

    /** A call whose input was read. */
    private record Asked<Q>(Q request, Call call, Guards guards) {}

    private <Q> Done carryOut(Operation<Q> operation, Call call, Guards guards, Struct input) {
        var asked = new Asked<>(operation.read(input), call, guards);
        return switch (operation) {
            case Operation.Reading<Q> reading -> read(reading, asked);
            case Operation.Writing<Q> writing -> write(writing, asked);
            case Operation.Vouched<Q> vouched ->
                store.read(snapshot -> {
                    var targets = counted(vouched, asked, snapshot);
                    return new Done(
                            vouched.perform(asked.request(), call, targets, snapshot), targets);
                });
            case Operation.Slow<Q, ?> slow -> carryOutSlowly(slow, asked);
        };
    }

    private <Q> Done read(Operation.Reading<Q> operation, Asked<Q> asked) {
        var done = store.read(snapshot ->
                operation.missing(asked.request(), asked.call(), snapshot).isPresent()
                        ? Optional.<Done>empty()
                        : Optional.of(perform(operation, asked, snapshot)));
        return done.orElseGet(() -> store.write(transaction -> {
            operation
                    .missing(asked.request(), asked.call(), transaction)
                    .ifPresent(missing -> missing.accept(transaction));
            return perform(operation, asked, transaction);
        }));
    }

    private <Q> Done perform(Operation.Reading<Q> operation, Asked<Q> asked, Snapshot snapshot) {
        var targets = counted(operation, asked, snapshot);
        return new Done(
                operation.perform(asked.request(), asked.call(), targets, snapshot), targets);
    }

    private <Q> Done write(Operation.Writing<Q> operation, Asked<Q> asked) {
        // Every writer waits for every other, so that a call that is refused anyway must not get in
        // their way; what counts is the answer inside the transaction.
        store.read(snapshot -> counted(operation, asked, snapshot));
        return store.write(transaction -> {
            var targets = allowed(operation, asked, transaction);
            return new Done(
                    operation.perform(asked.request(), asked.call(), targets, transaction),
                    targets);
        });
    }

    private <Q, P extends Operation.Prepared> Done carryOutSlowly(
            Operation.Slow<Q, P> operation, Asked<Q> asked) {
        var request = asked.request();
        var call = asked.call();
        var first = store.read(snapshot -> {
            var targets = counted(operation, asked, snapshot);
            operation.check(request, call, targets, snapshot);
            return targets;
        });
        try (var prepared = operation.prepare(request, call, first)) {
            return switch (operation) {
                case Operation.SlowReading<Q, P> reading ->
                    store.read(snapshot -> {
                        var targets = allowed(reading, asked, snapshot);
                        return new Done(
                                reading.perform(request, prepared, call, targets, snapshot),
                                targets);
                    });
                case Operation.SlowWriting<Q, P> writing ->
                    store.write(transaction -> {
                        var targets = allowed(writing, asked, transaction);
                        return new Done(
                                writing.perform(request, prepared, call, targets, transaction),
                                targets);
                    });
            };
        }
    }

    /** As {@link #allowed}, for the first time in a call. */
    private <Q> List<Target> counted(Operation<Q> operation, Asked<Q> asked, Snapshot snapshot) {
        var targets = targets(operation, asked, snapshot);
        asked.guards().counting().accept(targets);
        return require(targets, asked.call(), snapshot);
    }

    /** The operation's targets, each of which is allowed. */
    private <Q> List<Target> allowed(Operation<Q> operation, Asked<Q> asked, Snapshot snapshot) {
        return require(targets(operation, asked, snapshot), asked.call(), snapshot);
    }

    private static <Q> List<Target> targets(
            Operation<Q> operation, Asked<Q> asked, Snapshot snapshot) {
        asked.guards().check().accept(snapshot);
        return operation.targets(asked.request(), asked.call(), snapshot);
    }

    private List<Target> require(List<Target> targets, Call call, Snapshot snapshot) {
        var refusal = authorizer.refusal(call, targets, snapshot);
        if (refusal.isPresent()) {
            throw new Denial(refusal.get());
        }
        return targets;
    }

    /** Carries a refusal out of the store's function, so that the transaction is rolled back. */
    private static final class Denial extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Authorizer.Refusal refusal;

        Denial(Authorizer.Refusal refusal) {
            super(refusal.text(), null, false, false);
            this.refusal = refusal;
        }
    }
}
