package dev.keyward.server.service;

import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * The one path by which every operation is carried out: read, targets, authorize, perform. It opens
 * the one transaction of the call and tells the observer how the call ended.
 *
 * <p>Safe for use by many threads.
 */
public final class ServiceCalls {

    private final Store store;
    private final Authorizer authorizer;
    private final CallObserver observer;

    public ServiceCalls(Store store, Authorizer authorizer, CallObserver observer) {
        this.store = store;
        this.authorizer = authorizer;
        this.observer = observer;
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
            var done = carryOut(operation, call, input);
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

    private <Q> Done carryOut(Operation<Q> operation, Call call, Struct input) {
        var request = operation.read(input);
        return switch (operation) {
            case Operation.Reading<Q> reading ->
                store.read(snapshot -> {
                    var targets = allowed(reading, request, call, snapshot);
                    return new Done(reading.perform(request, call, targets, snapshot), targets);
                });
            case Operation.Writing<Q> writing -> {
                // Every writer waits for every other, so that a call that is refused anyway must
                // not get in their way; what counts is the answer inside the transaction.
                store.read(snapshot -> allowed(writing, request, call, snapshot));
                yield store.write(transaction -> {
                    var targets = allowed(writing, request, call, transaction);
                    return new Done(writing.perform(request, call, targets, transaction), targets);
                });
            }
            case Operation.Slow<Q, ?> slow -> carryOutSlowly(slow, request, call);
        };
    }

    private <Q, P extends Operation.Prepared> Done carryOutSlowly(
            Operation.Slow<Q, P> operation, Q request, Call call) {
        var first = store.read(snapshot -> {
            var targets = allowed(operation, request, call, snapshot);
            operation.check(request, call, targets, snapshot);
            return targets;
        });
        try (var prepared = operation.prepare(request, call, first)) {
            return switch (operation) {
                case Operation.SlowReading<Q, P> reading ->
                    store.read(snapshot -> {
                        var targets = allowed(reading, request, call, snapshot);
                        return new Done(
                                reading.perform(request, prepared, call, targets, snapshot),
                                targets);
                    });
                case Operation.SlowWriting<Q, P> writing ->
                    store.write(transaction -> {
                        var targets = allowed(writing, request, call, transaction);
                        return new Done(
                                writing.perform(request, prepared, call, targets, transaction),
                                targets);
                    });
            };
        }
    }

    /** The operation's targets, each of which is allowed. */
    private <Q> List<Target> allowed(
            Operation<Q> operation, Q request, Call call, Snapshot snapshot) {
        var targets = operation.targets(request, call, snapshot);
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
