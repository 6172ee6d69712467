package dev.keyward.server.store;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** A store as tests like to use it: most of their functions return nothing. */
public final class TestingStore implements AutoCloseable {

    private final Store store;

    private TestingStore(Store store) {
        this.store = store;
    }

    /** Takes {@code store}, empty as yet, and adds both accounts of {@link Samples}. */
    public static TestingStore withAccounts(Store store) {
        var testing = new TestingStore(store);
        testing.write(tx -> {
            tx.accounts().insert(Samples.account());
            tx.accounts().insert(Samples.otherAccount());
        });
        return testing;
    }

    public static TestingStore reopened(Store store) {
        return new TestingStore(store);
    }

    public Store store() {
        return store;
    }

    public void write(Consumer<Transaction> work) {
        store.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    public void read(Consumer<Snapshot> work) {
        store.read(snapshot -> {
            work.accept(snapshot);
            return true;
        });
    }

    public <T> T get(Function<Snapshot, T> work) {
        return store.read(work);
    }

    public int count(ToIntFunction<Snapshot> work) {
        return store.read(work::applyAsInt);
    }

    @Override
    public void close() {
        store.close();
    }
}
