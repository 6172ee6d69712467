package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.PasswordPolicy;

import java.util.Optional;

/** The password policies of accounts. */
public interface PasswordPolicies {

    Optional<PasswordPolicy> find(AccountId account);

    /** Writes password policies. */
    interface Writer extends PasswordPolicies {

        /** Gives the account this policy, in the place of the one that it had. */
        void put(AccountId account, PasswordPolicy policy);

        /** Does nothing if the account has none. */
        void delete(AccountId account);
    }
}
