package dev.keyward.server.store.sql;

import static dev.keyward.server.store.Samples.ACCOUNT;
import static dev.keyward.server.store.Samples.REGION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Samples;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.TestingStore;
import dev.keyward.server.store.Transaction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database fails at the n-th call, for every n: a write is whole or absent, whoever is told so,
 * and afterwards the store works.
 */
final class FaultsTest {

    /** Whether the n-th call fails before it did its work, or after. */
    private enum When {
        BEFORE,
        AFTER
    }

    private static final int MOST_CALLS = 1000;

    @TempDir
    private Path directory;

    @Test
    void leavesNoPartOfAWriteInMemory() {
        writesAreWholeOrAbsent(EmbeddedEngine.inMemory(), When.BEFORE);
        writesAreWholeOrAbsent(EmbeddedEngine.inMemory(), When.AFTER);
    }

    @Test
    void leavesNoPartOfAWriteInADirectory() {
        writesAreWholeOrAbsent(EmbeddedEngine.inDirectory(directory.resolve("b")), When.BEFORE);
        writesAreWholeOrAbsent(EmbeddedEngine.inDirectory(directory.resolve("a")), When.AFTER);
    }

    @Test
    void readsAreRightOrRefused() {
        readsAreRightOrRefused(EmbeddedEngine.inMemory(), When.BEFORE);
        readsAreRightOrRefused(EmbeddedEngine.inDirectory(directory), When.AFTER);
    }

    private static void writesAreWholeOrAbsent(EmbeddedEngine embedded, When when) {
        var engine = new TestingEngine(embedded);
        try (var store =
                TestingStore.withAccounts(SqlStore.openOver(engine, CacheSizes.STANDARD))) {
            var written = 0;
            for (var call = 0; ; call++) {
                assertTrue(call < MOST_CALLS, "never ends");
                var key = Samples.key("key-" + call);
                var failing = new FailingCall(call, when);
                engine.set(failing);
                var acknowledged = succeeds(() -> store.write(tx -> writeAll(tx, key)));
                engine.heal();
                written += acknowledged ? 1 : 0;
                assertWholeOrAbsent(store, key, acknowledged);
                assertEquals(written, store.count(s -> s.keys().count(ACCOUNT, REGION)));
                if (!failing.fired()) {
                    assertTrue(acknowledged);
                    assertTrue(call > 10, "only " + call + " calls were made to fail");
                    return;
                }
                rollsBackDespiteFault(engine, store, new FailingCall(call, when));
                store.write(tx -> tx.keys().insert(Samples.key("after-" + key.id())));
                store.write(
                        tx -> tx.keys().delete(Samples.key("after-" + key.id()).arn()));
            }
        }
    }

    private static void rollsBackDespiteFault(
            TestingEngine engine, TestingStore store, FailingCall failing) {
        var key = Samples.key("rolled-back");
        engine.set(failing);
        var refused = false;
        try {
            store.write(tx -> {
                writeAll(tx, key);
                throw new IllegalArgumentException("the function refuses");
            });
        } catch (IllegalArgumentException | StoreException expected) {
            refused = true;
        } finally {
            engine.heal();
        }
        assertTrue(refused);
        assertWholeOrAbsent(store, key, false);
    }

    private static void writeAll(Transaction tx, KmsKey key) {
        tx.keys().insert(key);
        tx.keys().putTag(key.arn(), "a", "b");
        tx.materials().insert(Samples.material(key), new byte[] {1});
        tx.aliases().insert(Samples.alias("alias/" + key.id(), key));
        tx.users().insert(Samples.user(key.id()));
    }

    private static void assertWholeOrAbsent(TestingStore store, KmsKey key, boolean whole) {
        for (var round = 0; round < 2; round++) { // from the tables, then from the caches
            store.read(s -> {
                assertEquals(whole, s.keys().find(key.arn()).isPresent(), key.id());
                assertEquals(whole, s.materials().find(key.arn(), material(key)).isPresent());
                assertEquals(
                        whole,
                        s.aliases().find(ACCOUNT, REGION, "alias/" + key.id()).isPresent());
                assertEquals(whole, s.users().find(ACCOUNT, key.id()).isPresent());
                s.keys().find(key.arn()).ifPresent(found -> {
                    assertEquals(Map.of("a", "b"), found.tags());
                    assertEquals(1, found.aliases().size());
                });
            });
        }
    }

    private static String material(KmsKey key) {
        return key.currentMaterialId().orElseThrow();
    }

    private static void readsAreRightOrRefused(EmbeddedEngine embedded, When when) {
        var engine = new TestingEngine(embedded);
        var key = Samples.key("one");
        try (var store =
                TestingStore.withAccounts(SqlStore.openOver(engine, CacheSizes.STANDARD))) {
            store.write(tx -> writeAll(tx, key));
            for (var call = 0; ; call++) {
                assertTrue(call < MOST_CALLS, "never ends");
                store.write(tx -> tx.keys().update(key)); // so that nothing is cached
                var failing = new FailingCall(call, when);
                engine.set(failing);
                var answered = succeeds(() -> store.read(s -> assertRight(s, key)));
                engine.heal();
                store.read(s -> assertRight(s, key));
                if (!failing.fired()) {
                    assertTrue(answered);
                    assertTrue(call > 5, "only " + call + " calls were made to fail");
                    return;
                }
                assertFalse(answered, "call " + call + " failed unnoticed");
            }
        }
    }

    private static void assertRight(Snapshot snapshot, KmsKey key) {
        assertEquals(
                Map.of("a", "b"), snapshot.keys().find(key.arn()).orElseThrow().tags());
        assertEquals(1, snapshot.keys().count(ACCOUNT, REGION));
    }

    private static boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (StoreException refused) {
            return false;
        }
    }

    /** Fails the n-th call from now on, once. */
    private static final class FailingCall implements TestingEngine.Fault {

        private final AtomicInteger left;
        private final When when;

        FailingCall(int call, When when) {
            this.left = new AtomicInteger(call);
            this.when = when;
        }

        boolean fired() {
            return left.get() < 0;
        }

        /**
         * A commit that did its work is durable and a connection that was opened would be lost, so
         * these two are made to fail before only.
         */
        @Override
        public @Nullable Object around(String what, Callable<@Nullable Object> call)
                throws Exception {
            if (left.getAndDecrement() != 0) {
                return call.call();
            }
            if (when == When.AFTER && !what.equals("COMMIT") && !what.equals("open")) {
                var result = call.call();
                if (result instanceof AutoCloseable opened) {
                    opened.close();
                }
            }
            throw new SQLException("made to fail: " + what);
        }
    }
}
