package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;
import dev.keyward.server.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. A thread of its own takes all functions that wait, runs each within a savepoint,
 * makes them durable with one commit, moves the revisions, and then answers all of them. So the cost
 * of a synchronized disk is shared by whoever writes at the same time.
 *
 * <p>A function that throws rolls back itself only. When storage itself fails, every function that ran
 * in the transaction fails with {@link StoreException}, whatever it had come to, since it may have
 * seen what is now undone; those that had not begun run in a transaction of their own.
 *
 * <p>Limits: {@value #MOST_WAITING} functions wait at a time, more callers queue for at most
 * {@value #MOST_SECONDS_TO_WAIT} seconds; a commit holds at most {@value #MOST_IN_A_COMMIT}.
 */
final class Committer implements AutoCloseable {

    private static final int MOST_WAITING = 4096;
    private static final int MOST_IN_A_COMMIT = 256;
    private static final int MOST_SECONDS_TO_WAIT = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

    private final Engine engine;
    private final StatementsPool pool;
    private final Revisions revisions;
    private final Caches caches;
    private final Thread thread;

    private final Semaphore room = new Semaphore(MOST_WAITING, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<PendingWrite<?>> waiting = new ArrayDeque<>(); // guarded by lock
    private boolean closed; // guarded by lock

    /** Whether deleted rows may have left traces, as after a crash; for the committer's thread only. */
    private boolean tracesLeft = true;

    private Committer(Engine engine, StatementsPool pool, Revisions revisions, Caches caches) {
        this.engine = engine;
        this.pool = pool;
        this.revisions = revisions;
        this.caches = caches;
        this.thread = Thread.ofPlatform().name("keyward-committer").daemon().unstarted(this::run);
    }

    static Committer start(Engine engine, StatementsPool pool, Revisions revisions, Caches caches) {
        var committer = new Committer(engine, pool, revisions, caches);
        committer.thread.start();
        return committer;
    }

    /** Whether the calling code runs inside a writing function. */
    boolean isRunningCaller() {
        return Thread.currentThread().equals(thread);
    }

    /** See {@link dev.keyward.server.store.Store#write}. */
    <T> T write(Function<Transaction, T> work) {
        enter();
        try {
            var write = new PendingWrite<T>(work);
            enqueue(write);
            return write.await();
        } finally {
            room.release();
        }
    }

    /** How many functions wait to be begun. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        try {
            if (!room.tryAcquire(MOST_SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
                throw new StoreException(
                        MOST_WAITING + " functions were waiting to write to " + engine.name(),
                        Retry.MAY_HELP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "interrupted while waiting to write", interrupted, Retry.MAY_HELP);
        }
    }

    private void enqueue(PendingWrite<?> write) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(engine.name() + " is closed", Retry.IS_USELESS);
            }
            waiting.add(write);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (var writes = next(); !writes.isEmpty(); writes = next()) {
            var unfinished = writes;
            while (!unfinished.isEmpty()) {
                unfinished = carryOut(unfinished);
            }
        }
    }

    /** The functions of the next commit; none when the committer is closed and all is done. */
    private List<PendingWrite<?>> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var writes = new ArrayList<PendingWrite<?>>();
            while (!waiting.isEmpty() && writes.size() < MOST_IN_A_COMMIT) {
                writes.add(waiting.remove());
            }
            return writes;
        } finally {
            lock.unlock();
        }
    }

    /** Runs and answers functions in one commit; returns those that a failure kept from beginning. */
    private List<PendingWrite<?>> carryOut(List<PendingWrite<?>> writes) {
        var effects = new Effects();
        var begun = new ArrayList<PendingWrite<?>>();
        try {
            commit(writes, begun, effects);
        } catch (Throwable failure) { // the top of a thread that must go on
            failAll(begun.isEmpty() ? writes : begun, failure);
        }
        effects.publish(revisions); // after a failure too: nobody knows what readers saw
        begun.forEach(PendingWrite::answer);
        tracesLeft |= effects.asksToEraseTraces();
        if (tracesLeft) {
            eraseTraces();
        }
        if (begun.isEmpty()) { // not even a transaction could begin
            writes.forEach(PendingWrite::answer);
            return List.of();
        }
        return writes.subList(begun.size(), writes.size());
    }

    private void commit(
            List<PendingWrite<?>> writes, List<PendingWrite<?>> begun, Effects effects) {
        var statements = pool.borrow();
        var committed = false;
        try {
            statements.change(engine.beginWriting());
            for (var write : writes) {
                begun.add(write);
                if (write.claim()) {
                    runInSavepoint(write, statements, effects);
                }
            }
            statements.change("COMMIT");
            committed = true;
        } finally {
            end(statements, committed);
        }
    }

    private void runInSavepoint(PendingWrite<?> write, Statements statements, Effects effects) {
        statements.change("SAVEPOINT one_write");
        try (var session = new WriteSession(statements, revisions, effects)) {
            write.run(new Tables(session, caches));
        }
        if (statements.isBroken() || write.hasFailed()) {
            statements.change("ROLLBACK TO SAVEPOINT one_write");
        }
        statements.change("RELEASE SAVEPOINT one_write");
    }

    /** Whatever is not committed must not stay open, or it would be part of the next transaction. */
    private void end(Statements statements, boolean committed) {
        try {
            if (!committed && !statements.isBroken()) {
                statements.change("ROLLBACK");
            }
        } finally {
            pool.giveBack(statements);
        }
    }

    /**
     * Erases what deleted rows left outside of the tables. The deletion itself is committed and
     * answered, so a failure is told to the log, and the next commit tries again.
     */
    private void eraseTraces() {
        try {
            var statements = pool.borrow();
            try {
                tracesLeft = !engine.eraseTraces(statements.connection());
            } finally {
                pool.giveBack(statements);
            }
        } catch (SQLException | RuntimeException failure) {
            LOG.warn(
                    "{} keeps traces of deleted key material until the next commit",
                    engine.name(),
                    failure);
        }
    }

    private void failAll(List<PendingWrite<?>> writes, Throwable failure) {
        var retry = failure instanceof StoreException known ? known.retry() : Retry.MAY_HELP;
        for (var write : writes) {
            write.fail(
                    new StoreException("nothing was written to " + engine.name(), failure, retry));
        }
    }

    /** Takes no more functions, and returns when those that wait are done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        joinUninterruptibly();
    }

    private void joinUninterruptibly() {
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
