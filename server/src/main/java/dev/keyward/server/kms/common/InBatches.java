package dev.keyward.server.kms.common;

import dev.keyward.server.store.Store;
import dev.keyward.server.store.Transaction;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Writing work on many things, a few in each transaction, so that no other writer waits long. */
public final class InBatches {

    private static final int AT_A_TIME = 50;

    private InBatches() {}

    /**
     * Does all of it, and tells of how many things it was.
     *
     * @param some works on what is due, at most as many as it is told, and answers with it
     * @param afterwards is given what a transaction worked on, once that is durable
     */
    public static <T> int carryOut(
            Store store,
            BiFunction<Transaction, Integer, List<T>> some,
            Consumer<List<T>> afterwards) {
        var done = 0;
        List<T> batch;
        do {
            batch = store.write(transaction -> some.apply(transaction, AT_A_TIME));
            afterwards.accept(batch);
            done += batch.size();
        } while (batch.size() == AT_A_TIME);
        return done;
    }
}
