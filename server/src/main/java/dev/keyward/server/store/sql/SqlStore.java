package dev.keyward.server.store.sql;

import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.Transaction;

import java.sql.SQLException;
import java.util.function.Function;

/**
 * A store in an SQL database. Writing functions run in one thread, and those that wait at the same
 * time share one durable commit. The reads of every request (a key, its material, an alias, a user or
 * role by id or name, an access key, a user's groups) are served from bounded caches; a read function
 * that finds everything there takes no connection.
 *
 * <p>A function that reads or writes through the store inside another is refused with {@link
 * IllegalStateException} where it would wait for itself, as is a row that breaks a constraint.
 */
public final class SqlStore implements Store {

    private final Engine engine;
    private final Revisions revisions = new Revisions();
    private final Caches caches;
    private final StatementsPool writer;
    private final StatementsPool readers;
    private final Committer committer;

    private SqlStore(Engine engine, CacheSizes sizes) {
        this.engine = engine;
        this.caches = Caches.of(sizes);
        this.writer = new StatementsPool(engine, 1, engine::openWriter);
        this.readers = engine.readers() == 0
                ? writer
                : new StatementsPool(engine, engine.readers(), engine::openReader);
        this.committer = Committer.start(engine, writer, revisions, caches);
    }

    /**
     * Opens the store of {@code engine}, which is closed with it, and brings its tables up to date.
     *
     * @throws StoreException if it cannot be opened, or was written by a newer version
     */
    public static SqlStore open(EmbeddedEngine engine, CacheSizes sizes) {
        return openOver(engine, sizes);
    }

    static SqlStore openOver(Engine engine, CacheSizes sizes) {
        try {
            migrate(engine);
            return new SqlStore(engine, sizes);
        } catch (RuntimeException failure) {
            engine.close();
            throw failure;
        }
    }

    private static void migrate(Engine engine) {
        try {
            var connection = engine.openWriter();
            try {
                Migrations.run(engine, connection);
            } finally {
                engine.dispose(connection);
            }
        } catch (SQLException failure) {
            throw new StoreException(
                    "cannot open " + engine.name(), failure, engine.retry(failure));
        }
    }

    @Override
    public <T> T read(Function<Snapshot, T> work) {
        refuseInsideWrite();
        try (var session = new ReadSession(readers, revisions)) {
            return work.apply(new Tables(session, caches));
        }
    }

    @Override
    public <T> T write(Function<Transaction, T> work) {
        refuseInsideWrite();
        return committer.write(work);
    }

    /** A write would wait for itself; a read would not see what was written before it. */
    private void refuseInsideWrite() {
        if (committer.isRunningCaller()) {
            throw new IllegalStateException("the store is used inside a writing function");
        }
    }

    /** How many writing functions wait for the committer. */
    int waitingWrites() {
        return committer.waiting();
    }

    /** Whether the store takes no more writing functions. */
    boolean isClosing() {
        return committer.isClosed();
    }

    /** Finishes the writes that wait, waits for reads, and closes the engine. */
    @Override
    public void close() {
        try {
            committer.close();
            readers.close();
            writer.close();
        } finally {
            engine.close();
        }
    }
}
