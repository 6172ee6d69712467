package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite within this process, in a directory or in memory.
 *
 * <p>In a directory: a write-ahead log, synchronized at every commit ({@code synchronous=FULL}), so
 * that what was answered survives a crash of the machine. Deleted rows are overwritten with zeros
 * ({@code secure_delete}), and the log is emptied after a key was deleted, so that no sealed
 * material stays behind; what the file system or the disk keeps of old blocks is beyond it.
 *
 * <p>In memory: one connection, on which reads and writes take turns; for tests.
 */
public final class EmbeddedEngine implements Engine {

    private static final int READERS = 4;

    private static final List<String> EVERY_CONNECTION = List.of(
            "PRAGMA busy_timeout = 10000",
            "PRAGMA foreign_keys = ON",
            "PRAGMA secure_delete = ON",
            "PRAGMA temp_store = MEMORY", // sealed material must not spill into temporary files
            "PRAGMA trusted_schema = OFF");

    private static final List<String> DURABLE =
            List.of("PRAGMA synchronous = FULL", "PRAGMA fullfsync = ON");

    private final Optional<DataDirectory> directory;

    /** The only connection of a store in memory; guarded by this. */
    private @Nullable Connection memory;

    private EmbeddedEngine(Optional<DataDirectory> directory) {
        this.directory = directory;
    }

    /**
     * The store in {@code directory}, which is made if it does not exist, and is held until the store
     * is closed.
     *
     * @throws StoreException if another server has it, or it cannot be written
     */
    public static EmbeddedEngine inDirectory(Path directory) {
        return new EmbeddedEngine(Optional.of(DataDirectory.take(directory)));
    }

    /** A store that is gone when it is closed. */
    public static EmbeddedEngine inMemory() {
        return new EmbeddedEngine(Optional.empty());
    }

    @Override
    public String name() {
        return directory.map(taken -> "the store in " + taken.path()).orElse("the store in memory");
    }

    @Override
    public int readers() {
        return directory.isPresent() ? READERS : 0;
    }

    @Override
    public Connection openWriter() throws SQLException {
        return directory.isPresent() ? openFile(directory.get(), false) : openMemory();
    }

    @Override
    public Connection openReader() throws SQLException {
        return openFile(directory.orElseThrow(), true);
    }

    private Connection openFile(DataDirectory taken, boolean readOnly) throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + taken.database());
        try {
            run(connection, EVERY_CONNECTION);
            run(connection, DURABLE);
            if (readOnly) {
                run(connection, List.of("PRAGMA query_only = ON"));
            } else {
                requireWriteAheadLog(connection);
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private synchronized Connection openMemory() throws SQLException {
        if (memory == null) {
            memory = DriverManager.getConnection("jdbc:sqlite::memory:");
            run(memory, EVERY_CONNECTION);
        }
        return memory;
    }

    private void requireWriteAheadLog(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            var mode = answer.next() ? answer.getString(1) : "none";
            if (!mode.equals("wal")) {
                throw new StoreException(
                        name() + " cannot have a write-ahead log, only `" + mode
                                + "`: is it on a network file system?",
                        Retry.IS_USELESS);
            }
        }
    }

    private static void run(Connection connection, List<String> commands) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }

    /** A store in memory lives in its connection, which is therefore only rolled back. */
    @Override
    public synchronized void dispose(Connection connection) throws SQLException {
        if (directory.isPresent()) {
            connection.close();
            return;
        }
        try {
            run(connection, List.of("ROLLBACK"));
        } catch (SQLException nothingToRollBack) {
            if (primaryCode(nothingToRollBack) != SQLiteErrorCode.SQLITE_ERROR.code) {
                throw nothingToRollBack;
            }
        }
    }

    /** Takes the write lock at once, so that no statement of the transaction can fail for want of it. */
    @Override
    public String beginWriting() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public Map<String, String> words() {
        return Map.of("bytes", "BLOB");
    }

    @Override
    public boolean isRefusedRow(SQLException failure) {
        return primaryCode(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }

    @Override
    public Retry retry(SQLException failure) {
        var code = primaryCode(failure);
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code
                        || code == SQLiteErrorCode.SQLITE_NOTADB.code
                        || code == SQLiteErrorCode.SQLITE_READONLY.code
                        || code == SQLiteErrorCode.SQLITE_MISUSE.code
                ? Retry.IS_USELESS
                : Retry.MAY_HELP;
    }

    /** SQLite's extended result codes hold the primary code in their lowest byte. */
    private static int primaryCode(SQLException failure) {
        return failure instanceof SQLiteException known ? known.getResultCode().code & 0xff : 0;
    }

    @Override
    public boolean eraseTraces(Connection writer) throws SQLException {
        if (directory.isEmpty()) {
            return true;
        }
        try (var statement = writer.createStatement();
                var answer = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return answer.next() && answer.getInt(1) == 0; // 1: a reader was in the way
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (memory != null) {
                memory.close();
            }
        } catch (SQLException failure) {
            throw new StoreException("cannot close " + name(), failure, Retry.IS_USELESS);
        } finally {
            memory = null;
            directory.ifPresent(DataDirectory::close);
        }
    }
}
