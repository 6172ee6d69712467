package dev.keyward.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Authorizer;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Account;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServiceCallsTest {

    private static final AccountId NEW_ACCOUNT = new AccountId("000000000001");

    private final TestingKeyward keyward = new TestingKeyward();
    private final List<String> seen = new ArrayList<>();
    private final CallObserver observer =
            (call, operation, outcome) -> seen.add(operation + " " + outcome);

    @AfterEach
    void close() {
        keyward.close();
    }

    /** Writes an account and then does what it is told to. */
    private record Inserting(Runnable afterwards) implements Operation.Writing<Struct> {

        @Override
        public String name() {
            return "CreateKey";
        }

        @Override
        public Struct read(Struct input) {
            return input;
        }

        @Override
        public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
            return List.of(new Target("kms:CreateKey", new Target.Anything(), ContextKeys.empty()));
        }

        @Override
        public Struct perform(
                Struct request, Call call, List<Target> targets, Transaction transaction) {
            transaction.accounts().insert(new Account(NEW_ACCOUNT, call.now()));
            afterwards.run();
            return Struct.empty();
        }
    }

    /** Tells what is called, in order, and what is closed. */
    private record Slow(List<String> seen, boolean refuse)
            implements Operation.SlowWriting<Struct, Slow.Made> {

        record Made(List<String> seen) implements Operation.Prepared {

            @Override
            public void close() {
                seen.add("close");
            }
        }

        @Override
        public String name() {
            return "CreateKey";
        }

        @Override
        public Struct read(Struct input) {
            return input;
        }

        @Override
        public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
            return List.of(new Target("kms:CreateKey", new Target.Anything(), ContextKeys.empty()));
        }

        @Override
        public void check(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
            seen.add("check");
            if (refuse) {
                throw CommonError.VALIDATION.because("refused");
            }
        }

        @Override
        public Made prepare(Struct request, Call call, List<Target> targets) {
            seen.add("prepare");
            return new Made(seen);
        }

        @Override
        public Struct perform(
                Struct request,
                Made made,
                Call call,
                List<Target> targets,
                Transaction transaction) {
            seen.add("perform");
            transaction.accounts().insert(new Account(NEW_ACCOUNT, call.now()));
            return Struct.empty();
        }
    }

    @Test
    void preparesWhatIsSlowBetweenCheckAndTransactionAndClosesIt() {
        var steps = new ArrayList<String>();
        call(
                keyward.store(),
                TestingKeyward.rootOf(TestingKeyward.ACCOUNT),
                new Slow(steps, false));
        assertEquals(List.of("check", "prepare", "perform", "close"), steps);
        assertTrue(wasWritten());
    }

    @Test
    void preparesNothingForACallThatIsRefusedAnyway() {
        var steps = new ArrayList<String>();
        assertThrows(
                ServiceException.class,
                () -> call(
                        keyward.store(),
                        TestingKeyward.rootOf(TestingKeyward.ACCOUNT),
                        new Slow(steps, true)));
        assertEquals(List.of("check"), steps);
    }

    private Struct call(Store store, Caller caller, Operation<?> operation) {
        var service = Service.of("kms", ApiModel.load("kms"), List.of(operation));
        return new ServiceCalls(store, new Authorizer(), observer)
                .call(service, operation, keyward.callBy(caller), Struct.empty());
    }

    private boolean wasWritten() {
        return keyward.store()
                .read(snapshot -> snapshot.accounts().find(NEW_ACCOUNT).isPresent());
    }

    @Test
    void performsWhatIsAllowed() {
        call(
                keyward.store(),
                TestingKeyward.rootOf(TestingKeyward.ACCOUNT),
                new Inserting(() -> {}));
        assertTrue(wasWritten());
        assertEquals(1, seen.size());
        assertTrue(
                seen.getFirst()
                        .startsWith(
                                "kms:CreateKey Answered[allowed=[Target[action=kms:CreateKey, "),
                seen::toString);
    }

    @Test
    void performsNothingThatIsDenied() {
        var nobody = keyward.user("nobody");
        var refusal = assertThrows(
                ServiceException.class,
                () -> call(keyward.store(), nobody, new Inserting(() -> {})));
        assertEquals("AccessDeniedException", refusal.code().code(ProtocolName.AWS_JSON_1_1));
        assertTrue(!wasWritten());
        assertTrue(seen.getFirst().startsWith("kms:CreateKey Denied["), seen.toString());
    }

    @Test
    void refusesADeniedWriteWithoutWaitingForTheWriter() {
        var nobody = keyward.user("nobody");
        var reads = new ReadOnly(keyward.store());
        assertThrows(ServiceException.class, () -> call(reads, nobody, new Inserting(() -> {})));
    }

    @Test
    void keepsNothingOfARefusedWrite() {
        var refused = new Inserting(() -> {
            throw CommonError.VALIDATION.because("no");
        });
        assertThrows(
                ServiceException.class,
                () -> call(
                        keyward.store(), TestingKeyward.rootOf(TestingKeyward.ACCOUNT), refused));
        assertTrue(!wasWritten());
        assertEquals(List.of("kms:CreateKey Refused[code=VALIDATION]"), seen);
    }

    @Test
    void keepsNothingOfAWriteThatBroke() {
        var broken = new Inserting(() -> {
            throw new IllegalStateException("a bug");
        });
        assertThrows(
                IllegalStateException.class,
                () -> call(keyward.store(), TestingKeyward.rootOf(TestingKeyward.ACCOUNT), broken));
        assertTrue(!wasWritten());
        assertEquals(List.of("kms:CreateKey Failed[]"), seen);
    }

    @Test
    void countsAFailureOfStorage() {
        var failing = new Inserting(() -> {
            throw new StoreException(
                    "disk full", new IllegalStateException(), StoreException.Retry.MAY_HELP);
        });
        assertThrows(
                StoreException.class,
                () -> call(
                        keyward.store(), TestingKeyward.rootOf(TestingKeyward.ACCOUNT), failing));
        assertEquals(List.of("kms:CreateKey Failed[]"), seen);
    }

    /** A store without a writer. */
    private record ReadOnly(Store store) implements Store {

        @Override
        public <T> T read(Function<Snapshot, T> work) {
            return store.read(work);
        }

        @Override
        public <T> T write(Function<Transaction, T> work) {
            throw new AssertionError("a write began");
        }

        @Override
        public void close() {}
    }
}
