package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.LastAccessJob;

import java.util.Optional;

/** Questions for when somebody last used what. */
public interface LastAccessJobs {

    Optional<LastAccessJob> find(AccountId account, String id);

    /** Writes jobs. */
    interface Writer extends LastAccessJobs {

        void insert(LastAccessJob job);

        /** Deletes all jobs of an account but the newest. */
        void keepNewest(AccountId account, int count);
    }
}
