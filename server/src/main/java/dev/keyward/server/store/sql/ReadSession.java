package dev.keyward.server.store.sql;

import dev.keyward.server.store.Topic;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session of a read. It borrows a connection at the first statement, so that a read that is
 * served from caches borrows none. No transaction lasts longer than one load: the next load may fill a
 * cache under a newer revision, and must then see what that revision stands for.
 */
final class ReadSession implements Session {

    private final StatementsPool pool;
    private final Revisions revisions;

    private @Nullable Statements borrowed;
    private boolean closed;

    ReadSession(StatementsPool pool, Revisions revisions) {
        this.pool = pool;
        this.revisions = revisions;
    }

    @Override
    public Statements statements() {
        if (closed) {
            throw new IllegalStateException("a snapshot is used after its function has ended");
        }
        if (borrowed == null) {
            borrowed = pool.borrow();
        }
        return borrowed;
    }

    @Override
    public long revision(Topic topic) {
        return revisions.current(revisions.counter(topic));
    }

    @Override
    public void touch(Topic topic) {
        throw new IllegalStateException("a write of " + topic + " in a read");
    }

    @Override
    public void eraseTraces() {
        throw new IllegalStateException("a deletion in a read");
    }

    @Override
    public <T> T consistently(Supplier<T> load) {
        var statements = statements();
        statements.change("BEGIN");
        try {
            return load.get();
        } finally {
            if (!statements.isBroken()) {
                statements.change("ROLLBACK");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (borrowed != null) {
            pool.giveBack(borrowed);
            borrowed = null;
        }
    }
}
