package dev.keyward.server.store;

import java.util.function.Function;

/**
 * Durable storage. All reading and writing happens inside the functions given to it.
 *
 * <p>Safe for use by many threads. Engines must pass {@code StoreContract}.
 */
public interface Store extends AutoCloseable {

    /**
     * Runs {@code work} over what is committed. Every read sees at least all that was committed
     * before this call; several reads in one function may see commits that happened between them.
     * It is a bug to read or write through the store inside another read or write.
     *
     * @throws StoreException if storage fails
     */
    <T> T read(Function<Snapshot, T> work);

    /**
     * Runs {@code work} in a transaction, alone among writers, and returns once it is durable.
     * Whatever {@code work} throws rolls back all that it wrote and comes out unchanged. It must not
     * wait for other threads: every writer waits for it.
     *
     * @throws StoreException if storage fails, and then nothing was written
     */
    <T> T write(Function<Transaction, T> work);

    @Override
    void close();
}
