package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few connections that threads borrow one after the other. Small on purpose: a call into SQLite
 * holds the processor that runs the virtual thread, so more connections than processors gain nothing.
 *
 * <p>Limits: a thread may have one connection at a time, and waits for it at most 10 seconds.
 */
final class StatementsPool implements AutoCloseable {

    /** How a new connection is made. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    private static final int MOST_SECONDS_TO_WAIT = 10;

    private final Engine engine;
    private final Opening opening;
    private final int size;
    private final Semaphore free;
    private final Deque<Statements> idle = new ConcurrentLinkedDeque<>();
    private final Set<Thread> borrowers = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    StatementsPool(Engine engine, int size, Opening opening) {
        this.engine = engine;
        this.opening = opening;
        this.size = size;
        this.free = new Semaphore(size, true);
    }

    /**
     * A connection for this thread, until it is given back.
     *
     * @throws IllegalStateException if the thread has one already: it would wait for itself
     * @throws StoreException if none is free in time or none can be opened
     */
    Statements borrow() {
        if (!borrowers.add(Thread.currentThread())) {
            throw new IllegalStateException("a read inside another read of the same thread");
        }
        try {
            awaitFree();
        } catch (RuntimeException failure) {
            borrowers.remove(Thread.currentThread());
            throw failure;
        }
        try {
            var kept = idle.pollFirst();
            return kept != null ? kept : new Statements(engine, opening.open());
        } catch (SQLException failure) {
            release();
            throw new StoreException(
                    "cannot open " + engine.name(), failure, engine.retry(failure));
        } catch (RuntimeException failure) {
            release();
            throw failure;
        }
    }

    private void awaitFree() {
        try {
            if (!free.tryAcquire(MOST_SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
                throw new StoreException(
                        "no connection to " + engine.name() + " was free for "
                                + MOST_SECONDS_TO_WAIT + " seconds",
                        Retry.MAY_HELP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "interrupted while waiting for a connection", interrupted, Retry.MAY_HELP);
        }
        if (closed) {
            free.release();
            throw new StoreException(engine.name() + " is closed", Retry.IS_USELESS);
        }
    }

    /** Takes a connection back; one that failed is not used again. */
    void giveBack(Statements statements) {
        try {
            if (statements.isBroken() || closed) {
                statements.close();
            } else {
                idle.addFirst(statements);
            }
        } finally {
            release();
        }
    }

    private void release() {
        borrowers.remove(Thread.currentThread());
        free.release();
    }

    /** Lends nothing more, waits for what was lent, and closes all connections. Once is enough. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        var allBack = awaitAll();
        for (var kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            kept.close();
        }
        if (!allBack) {
            throw new StoreException(
                    engine.name() + " was closed while it was still being read", Retry.MAY_HELP);
        }
    }

    private boolean awaitAll() {
        try {
            return free.tryAcquire(size, MOST_SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
