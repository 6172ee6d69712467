package dev.keyward.server.store.sql;

import static dev.keyward.server.store.Samples.ACCOUNT;
import static dev.keyward.server.store.Samples.REGION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.store.Samples;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreContract;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.TestingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedEngineInDirectoryTest extends StoreContract {

    @TempDir
    private Path directory;

    @Override
    protected Store open() {
        return open(directory.resolve("contract"));
    }

    private static Store open(Path where) {
        return SqlStore.open(EmbeddedEngine.inDirectory(where), CacheSizes.STANDARD);
    }

    @Test
    void findsEverythingAgain() {
        var where = directory.resolve("again");
        var key = Samples.key("kept");
        try (var store = TestingStore.withAccounts(open(where))) {
            store.write(tx -> tx.keys().insert(key));
        }
        try (var store = TestingStore.reopened(open(where))) {
            assertEquals(key, store.get(s -> s.keys().find(key.arn())).orElseThrow());
            assertEquals(1, store.count(s -> s.keys().count(ACCOUNT, REGION)));
        }
    }

    @Test
    void keepsItsFilesForTheirOwner() throws IOException {
        var where = directory.resolve("a/b");
        try (var store = TestingStore.withAccounts(open(where));
                var files = Files.list(where)) {
            store.write(tx -> tx.keys().insert(Samples.key("one")));
            assertEquals("rwx------", permissions(where));
            var all = files.toList();
            assertTrue(all.size() >= 4, "database, log, index and lock, but " + all);
            for (var file : all) {
                assertEquals("rw-------", permissions(file), file.toString());
            }
        }
    }

    @Test
    void takesBackPermissionsThatWereGiven() throws IOException {
        var where = directory.resolve("loose");
        open(where).close();
        var database = where.resolve("keyward.db");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-rw-rw-"));
        open(where).close();
        assertEquals("rw-------", permissions(database));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void isForOneServerAtATime() {
        var where = directory.resolve("one");
        try (var first = open(where)) {
            assertEquals(1, first.<Integer>write(tx -> 1));
            var refusal = assertThrows(StoreException.class, () -> open(where));
            assertEquals(
                    "the store in " + where + " is in use by another server", refusal.getMessage());
        }
        open(where).close();
    }

    @Test
    void refusesAStoreOfANewerVersion() throws SQLException {
        var where = directory.resolve("newer");
        open(where).close();
        change(where, """
                INSERT INTO flyway_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by,
                     execution_time, success)
                VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)""");
        for (var attempt = 0; attempt < 2; attempt++) { // the first must not keep the lock
            var refusal = assertThrows(StoreException.class, () -> open(where));
            assertEquals(StoreException.Retry.IS_USELESS, refusal.retry());
            assertEquals(
                    "the store in " + where
                            + " was written by a newer version of Keyward: its schema version 99 is"
                            + " not known here",
                    refusal.getMessage());
        }
    }

    @Test
    void refusesAStoreWhoseMigrationsWereOthers() throws SQLException {
        var where = directory.resolve("other");
        open(where).close();
        change(where, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");
        assertThrows(StoreException.class, () -> open(where));
    }

    private static void change(Path where, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + where.resolve("keyward.db"));
                var statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
        }
    }

    @Test
    void refusesWhatIsNoDatabase() throws IOException {
        var where = directory.resolve("garbage");
        Files.createDirectories(where);
        Files.writeString(where.resolve("keyward.db"), "this is no database".repeat(1000));
        assertThrows(StoreException.class, () -> open(where));
        assertEquals(
                "this is no database".repeat(1000), Files.readString(where.resolve("keyward.db")));
    }

    @Test
    void refusesAPathThatIsNoDirectory() throws IOException {
        var file = Files.createFile(directory.resolve("file"));
        assertThrows(StoreException.class, () -> EmbeddedEngine.inDirectory(file));
        assertThrows(
                StoreException.class, () -> EmbeddedEngine.inDirectory(directory.resolve("a?b")));
    }

    @Test
    void leavesNothingOfADeletedKeysMaterial() throws IOException {
        var where = directory.resolve("erased");
        var key = Samples.key("doomed");
        var secret = "sealed-material-that-must-go-".repeat(100).getBytes(StandardCharsets.UTF_8);
        try (var store = TestingStore.withAccounts(open(where))) {
            store.write(tx -> {
                tx.keys().insert(key);
                tx.materials().insert(Samples.material(key), secret);
            });
            assertTrue(filesHold(where, "material-that-must-go"));
            store.write(tx -> tx.keys().delete(key.arn()));
            store.write(tx -> {}); // waits until the committer has erased the traces
            assertFalse(filesHold(where, "material-that-must-go"));
        }
    }

    private static boolean filesHold(Path where, String text) throws IOException {
        try (var files = Files.list(where)) {
            for (var file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }
}
