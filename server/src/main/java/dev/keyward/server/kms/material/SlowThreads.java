package dev.keyward.server.kms.material;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Threads for computations that take long, such as making an RSA key. Requests run on virtual threads,
 * which share few real ones: a long computation there would hold up all other requests. Here it holds
 * up others of its kind, and half of the processors are left to everybody else.
 *
 * <p>Safe for use by many threads.
 */
public final class SlowThreads implements AutoCloseable {

    private final ExecutorService executor = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().name("slow-", 0).daemon().factory());

    /** What {@code work} gives, computed on one of these threads. What it throws comes out unchanged. */
    public <T> T run(Supplier<T> work) {
        var result = executor.submit(work::get);
        try {
            return result.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("slow work failed", failure.getCause());
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for slow work", e);
        }
    }

    /** Cuts off what is running: its requests have ended. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
