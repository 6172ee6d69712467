package dev.keyward.server.store;

import dev.keyward.policy.AccountId;

import java.util.Optional;

/** The names that accounts go by at sign-in; an account has one at most, and no two have the same. */
public interface AccountAliases {

    Optional<String> of(AccountId account);

    Optional<AccountId> find(String alias);

    /** Writes account aliases. */
    interface Writer extends AccountAliases {

        /** Gives the account this alias, in the place of the one that it had. */
        void put(AccountId account, String alias);

        void delete(AccountId account);
    }
}
