package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;

/**
 * An account that this server holds, whatever organization it is in.
 *
 * @param email the address of its root user; no two accounts have the same one, in whatever case
 */
public record Account(AccountId id, Instant created, String name, String email, State state) {

    public enum State {
        ACTIVE,
        /** Nobody's credentials in it are taken any more. */
        CLOSED
    }

    /** An account that no organization made: it is called by its number, and nobody reads its mail. */
    public Account(AccountId id, Instant created) {
        this(id, created, id.value(), "root@" + id + ".invalid", State.ACTIVE);
    }

    public Account closed() {
        return new Account(id, created, name, email, State.CLOSED);
    }
}
