package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.CredentialReport;

import java.util.Optional;

/** The last credential report of each account. */
public interface CredentialReports {

    Optional<CredentialReport> find(AccountId account);

    /** Writes reports. */
    interface Writer extends CredentialReports {

        /** Adds the report, or replaces the account's last one. */
        void put(CredentialReport report);
    }
}
