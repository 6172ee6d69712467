package dev.keyward.server.store.sql;

import dev.keyward.server.store.Topic;

import java.util.function.Supplier;

/** What the tables of one function work with. Used by one thread, and only until it is closed. */
interface Session extends AutoCloseable {

    /** Where to run statements. */
    Statements statements();

    /** See {@link dev.keyward.server.store.Snapshot#revision}. */
    long revision(Topic topic);

    /** Tells that a row of {@code topic} is written. To be called before the first statement that does. */
    void touch(Topic topic);

    /** Asks that what this function deletes leaves no trace outside of the tables once committed. */
    void eraseTraces();

    /** Runs a load of several statements so that all of them see the same commit. */
    <T> T consistently(Supplier<T> load);

    @Override
    void close();
}
