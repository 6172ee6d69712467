package dev.keyward.server.store;

import dev.keyward.server.model.AccountCreation;

import java.util.Optional;

/** What became of requests for new accounts. */
public interface AccountCreations {

    Optional<AccountCreation> find(String id);

    /** The requests of an organization that ended in one of {@code ends}; the sort key is the id. */
    Page<AccountCreation> list(String organizationId, Ends ends, Page.Request page);

    /** Which of them to list. */
    enum Ends {
        ALL,
        SUCCEEDED,
        FAILED
    }

    /** Writes them. */
    interface Writer extends AccountCreations {

        void insert(AccountCreation creation);
    }
}
