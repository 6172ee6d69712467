package dev.keyward.server.store.sql;

import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.StoreException.Retry;
import dev.keyward.server.store.Transaction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A writing function on its way through the committer: its caller waits in {@link #await} while the
 * committer's thread claims it, runs it, and answers.
 */
final class PendingWrite<T> {

    private final Function<Transaction, T> work;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch answered = new CountDownLatch(1);

    // Written by the committer before the latch opens, read by the caller after.
    private @Nullable T result;
    private @Nullable Throwable failure;

    PendingWrite(Function<Transaction, T> work) {
        this.work = work;
    }

    /** Takes the function for running; false if its caller has given up. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** Runs the function and keeps what it returns or throws; answers nobody. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    void run(Transaction transaction) {
        try {
            result = work.apply(transaction);
        } catch (Throwable thrown) { // whatever it is, it belongs to the caller
            failure = thrown;
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Replaces whatever the function came to. */
    void fail(StoreException storageFailure) {
        failure = storageFailure;
    }

    /** Lets the caller go on. */
    void answer() {
        answered.countDown();
    }

    /**
     * Waits for the answer. An interrupt gives up a function that has not begun; one that runs is
     * waited for, since it may become durable, and the thread stays interrupted.
     */
    T await() {
        var interrupted = false;
        try {
            while (true) {
                try {
                    answered.await();
                    return answerOrThrow();
                } catch (InterruptedException interruption) {
                    interrupted = true;
                    if (claim()) {
                        throw new StoreException(
                                "interrupted while waiting to write", interruption, Retry.MAY_HELP);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @SuppressWarnings("NullAway") // null only if T itself may be null
    private T answerOrThrow() {
        return switch (failure) {
            case null -> result;
            case RuntimeException thrown -> throw thrown;
            case Error thrown -> throw thrown;
            case Throwable impossible ->
                throw new IllegalStateException("a function threw a checked exception", impossible);
        };
    }
}
