package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.Account;

import java.util.Optional;

/** The accounts of this server. */
public interface Accounts {

    Optional<Account> find(AccountId id);

    /** Whether an account has that e-mail address, in whatever case. */
    boolean hasEmail(String email);

    /** The oldest, which the server began with and which is its operator's; none before that. */
    Optional<Account> first();

    /** Writes accounts. */
    interface Writer extends Accounts {

        void insert(Account account);

        /** Replaces the state. */
        void update(Account account);
    }
}
