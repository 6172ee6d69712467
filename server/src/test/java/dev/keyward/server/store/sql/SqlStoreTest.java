package dev.keyward.server.store.sql;

import static dev.keyward.server.store.Samples.ACCOUNT;
import static dev.keyward.server.store.Samples.REGION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Samples;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.TestingStore;
import dev.keyward.server.store.Transaction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlStoreTest {

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);

    private TestingEngine engine;
    private TestingStore store;

    @BeforeEach
    void openStore() {
        engine = new TestingEngine(EmbeddedEngine.inDirectory(directory));
        store = TestingStore.withAccounts(SqlStore.openOver(engine, CacheSizes.STANDARD));
    }

    @AfterEach
    void closeStore() {
        gate.countDown();
        threads.close();
        store.close();
    }

    /** Keeps the committer busy until the gate opens, so that what comes now waits together. */
    private Future<?> holdCommitter() throws InterruptedException {
        var inside = new CountDownLatch(1);
        var holding = threads.submit(() -> store.write(tx -> {
            inside.countDown();
            awaitGate();
        }));
        inside.await();
        return holding;
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Future<?> submit(Consumer<Transaction> work) {
        return threads.submit(() -> store.write(work));
    }

    private void openGateOnceWaiting(int writes) throws InterruptedException {
        awaitWaiting(writes);
        gate.countDown();
    }

    @Test
    void commitsWhatWaitsTogetherAndUndoesOnlyWhatFails() throws Exception {
        var commits = new AtomicInteger();
        var holding = holdCommitter();
        engine.set((what, call) -> {
            if (what.equals("COMMIT")) {
                commits.incrementAndGet();
            }
            return call.call();
        });
        var good = new ArrayList<Future<?>>();
        for (var number = 0; number < 20; number++) {
            var key = Samples.key("good-" + number);
            good.add(submit(tx -> tx.keys().insert(key)));
        }
        var bad = submit(tx -> {
            tx.keys().insert(Samples.key("bad"));
            throw new IllegalArgumentException("refused");
        });
        var bug = submit(tx -> {
            tx.keys().insert(Samples.key("bug"));
            tx.keys().insert(Samples.key("bug"));
        });
        openGateOnceWaiting(22);
        holding.get();
        for (var each : good) {
            each.get();
        }
        assertInstanceOf(IllegalArgumentException.class, failure(bad));
        assertInstanceOf(IllegalStateException.class, failure(bug));
        assertEquals(20, store.count(s -> s.keys().count(ACCOUNT, REGION)));
        assertEquals(
                Optional.empty(),
                store.get(s -> s.keys().find(Samples.key("bad").arn())));
        assertEquals(
                Optional.empty(),
                store.get(s -> s.keys().find(Samples.key("bug").arn())));
        assertTrue(commits.get() <= 2, commits + " commits for 22 waiting functions");
    }

    @Test
    void failsEveryFunctionOfACommitThatFails() throws Exception {
        var key = Samples.key("before");
        store.write(tx -> tx.keys().insert(key));
        var holding = holdCommitter();
        var writes = List.of(
                submit(tx -> tx.keys().update(key.withDescription("lost"))),
                submit(tx -> tx.keys().insert(Samples.key("lost"))),
                submit(tx -> {
                    assertEquals("lost", tx.keys().find(key.arn()).orElseThrow().description());
                    throw new IllegalArgumentException("because of what is not durable");
                }));
        engine.set((what, call) -> {
            if (what.equals("COMMIT")) {
                throw new SQLException("disk full");
            }
            return call.call();
        });
        openGateOnceWaiting(3);
        for (var write : writes) {
            assertInstanceOf(StoreException.class, failure(write));
        }
        assertInstanceOf(StoreException.class, failure(holding));
        engine.heal();
        assertEquals(Optional.of(key), store.get(s -> s.keys().find(key.arn())));
        assertEquals(1, store.count(s -> s.keys().count(ACCOUNT, REGION)));
        store.write(tx -> tx.keys().update(key.withDescription("kept")));
        assertEquals(
                "kept", store.get(s -> s.keys().find(key.arn())).orElseThrow().description());
    }

    @Test
    void runsWhatHadNotBegunWhenAnotherFunctionBrokeTheTransaction() throws Exception {
        var holding = holdCommitter();
        engine.set((what, call) -> {
            if (what.startsWith("INSERT INTO kms_key_tags")) {
                throw new SQLException("made to fail");
            }
            return call.call();
        });
        var before = submit(tx -> tx.keys().insert(Samples.key("before")));
        awaitWaiting(1);
        var swallows = new AtomicInteger();
        var breaking = submit(tx -> {
            tx.keys().insert(Samples.key("breaking"));
            try {
                tx.keys().putTag(Samples.key("breaking").arn(), "a", "b");
            } catch (StoreException swallowed) {
                swallows.incrementAndGet();
            }
        });
        awaitWaiting(2);
        var after = submit(tx -> tx.keys().insert(Samples.key("after")));
        openGateOnceWaiting(3);
        holding.get();
        after.get();
        assertEquals(1, swallows.get());
        assertInstanceOf(StoreException.class, failure(before));
        assertInstanceOf(StoreException.class, failure(breaking));
        assertEquals(1, store.count(s -> s.keys().count(ACCOUNT, REGION)));
        assertTrue(store.get(s -> s.keys().find(Samples.key("after").arn())).isPresent());
    }

    private void awaitWaiting(int writes) throws InterruptedException {
        while (store.store() instanceof SqlStore sql && sql.waitingWrites() < writes) {
            Thread.sleep(1);
        }
    }

    @Test
    void givesUpAnInterruptedWriteThatHasNotBegun() throws Exception {
        var holding = holdCommitter();
        var stillInterrupted = new AtomicBoolean();
        var refusal = new ArrayList<StoreException>();
        var writer = Thread.ofVirtual().start(() -> {
            try {
                store.write(tx -> tx.keys().insert(Samples.key("never")));
            } catch (StoreException refused) {
                refusal.add(refused);
                stillInterrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        awaitWaiting(1);
        writer.interrupt();
        writer.join();
        gate.countDown();
        holding.get();
        assertEquals(1, refusal.size());
        assertTrue(stillInterrupted.get());
        store.write(tx -> {});
        assertEquals(0, store.count(s -> s.keys().count(ACCOUNT, REGION)));
    }

    @Test
    void answersAnInterruptedWriteThatHasBegun() throws Exception {
        var inside = new CountDownLatch(1);
        var outcome = new ArrayList<Boolean>();
        var writer = Thread.ofVirtual().start(() -> {
            store.write(tx -> {
                tx.keys().insert(Samples.key("kept"));
                inside.countDown();
                awaitGate();
            });
            outcome.add(Thread.currentThread().isInterrupted());
        });
        inside.await();
        writer.interrupt();
        gate.countDown();
        writer.join();
        assertEquals(List.of(true), outcome);
        assertEquals(1, store.count(s -> s.keys().count(ACCOUNT, REGION)));
    }

    @Test
    void finishesTheWritesThatWaitWhenItIsClosed() throws Exception {
        var holding = holdCommitter();
        var waiting = submit(tx -> tx.keys().insert(Samples.key("last")));
        awaitWaiting(1);
        var closing = threads.submit(store::close);
        while (!refusesWrites()) {
            Thread.sleep(1);
        }
        gate.countDown();
        holding.get();
        waiting.get();
        closing.get();
        store = TestingStore.reopened(
                SqlStore.open(EmbeddedEngine.inDirectory(directory), CacheSizes.STANDARD));
        assertEquals(1, store.count(s -> s.keys().count(ACCOUNT, REGION)));
    }

    private boolean refusesWrites() {
        return store.store() instanceof SqlStore sql && sql.isClosing();
    }

    @Test
    void takesNoConnectionForWhatIsCached() {
        var key = Samples.key("hot");
        var alice = Samples.user("alice");
        store.write(tx -> {
            tx.keys().insert(key);
            tx.materials().insert(Samples.material(key), new byte[1]);
            tx.aliases().insert(Samples.alias("alias/hot", key));
            tx.users().insert(alice);
            tx.roles().insert(Samples.role("deployer"));
            tx.accessKeys().insert(Samples.accessKey("AKIA1", alice));
        });
        readHot(key);
        engine.set((what, call) -> {
            throw new SQLException("the database was asked: " + what);
        });
        readHot(key);
        assertThrows(StoreException.class, () -> store.count(s -> s.keys().count(ACCOUNT, REGION)));
        engine.heal();
        store.write(tx -> tx.keys().update(key.withDescription("new")));
        engine.set((what, call) -> {
            throw new SQLException("the database was asked: " + what);
        });
        assertThrows(StoreException.class, () -> readHot(key));
        engine.heal();
    }

    private void readHot(KmsKey key) {
        store.read(s -> {
            assertTrue(s.keys().find(key.arn()).isPresent());
            assertTrue(s.materials().find(key.arn(), "material-of-hot").isPresent());
            assertTrue(s.aliases().find(ACCOUNT, REGION, "alias/hot").isPresent());
            assertTrue(s.users().find(ACCOUNT, "alice").isPresent());
            assertTrue(s.users().findById(Samples.user("alice").id()).isPresent());
            assertTrue(s.roles().find(ACCOUNT, "deployer").isPresent());
            assertTrue(s.roles().findById("AROAdeployer").isPresent());
            assertTrue(s.accessKeys().find("AKIA1").isPresent());
            assertEquals(List.of(), s.groups().ofUser(Samples.user("alice").id()));
            assertFalse(s.keys().find(Samples.key("absent").arn()).isPresent());
            assertFalse(s.users().findById("AROAdeployer").isPresent());
        });
    }

    @Test
    void neverServesWhatIsOlderThanAnAnsweredWrite() throws Exception {
        var keys = List.of(Samples.key("0"), Samples.key("1"), Samples.key("2"));
        store.write(tx -> keys.forEach(key -> tx.keys().insert(key.withDescription("0"))));
        var done = new AtomicBoolean();
        var writers = new ArrayList<Future<?>>();
        var readers = new ArrayList<Future<?>>();
        // Readers that never rest would keep virtual threads from their processors.
        var spinning = Executors.newCachedThreadPool();
        for (var key : keys) {
            var answered = new AtomicInteger();
            writers.add(threads.submit(() -> {
                for (var version = 1; version <= 100; version++) {
                    var next = key.withDescription(String.valueOf(version));
                    store.write(tx -> tx.keys().update(next));
                    answered.set(version);
                }
            }));
            for (var reader = 0; reader < 2; reader++) {
                readers.add(spinning.submit(() -> {
                    while (!done.get()) {
                        var least = answered.get();
                        var found = store.get(s -> s.keys().find(key.arn())).orElseThrow();
                        assertTrue(Integer.parseInt(found.description()) >= least);
                    }
                }));
            }
        }
        try {
            for (var writer : writers) {
                writer.get();
            }
        } finally {
            done.set(true);
        }
        for (var reader : readers) {
            reader.get();
        }
        spinning.close();
    }

    private static @Nullable Throwable failure(Future<?> write) {
        return assertThrows(ExecutionException.class, write::get).getCause();
    }
}
