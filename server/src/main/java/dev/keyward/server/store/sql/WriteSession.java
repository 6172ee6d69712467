package dev.keyward.server.store.sql;

import dev.keyward.server.store.Topic;

import java.util.function.Supplier;

/**
 * The session of one writing function. What this function or an earlier one of the same commit
 * touched is not committed yet, so its revision is a number that no cache will see again.
 */
final class WriteSession implements Session {

    private final Statements statements;
    private final Revisions revisions;
    private final Effects effects;

    private boolean closed;

    /** A session whose effects are added to {@code effects}, those of the whole commit. */
    WriteSession(Statements statements, Revisions revisions, Effects effects) {
        this.statements = statements;
        this.revisions = revisions;
        this.effects = effects;
    }

    @Override
    public Statements statements() {
        if (closed) {
            throw new IllegalStateException("a transaction is used after its function has ended");
        }
        return statements;
    }

    @Override
    public long revision(Topic topic) {
        var counter = revisions.counter(topic);
        return effects.hasTouched(counter) ? revisions.uncommitted() : revisions.current(counter);
    }

    @Override
    public void touch(Topic topic) {
        effects.touch(revisions.counter(topic));
    }

    @Override
    public void eraseTraces() {
        effects.eraseTraces();
    }

    @Override
    public <T> T consistently(Supplier<T> load) {
        return load.get();
    }

    @Override
    public void close() {
        closed = true;
    }
}
