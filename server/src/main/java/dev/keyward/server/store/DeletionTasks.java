package dev.keyward.server.store;

import dev.keyward.policy.AccountId;

import java.time.Instant;

/** The tasks that deleted service-linked roles, all of which are done. */
public interface DeletionTasks {

    /** Whether there was such a task in the account. */
    boolean has(AccountId account, String taskId);

    /** Writes tasks. */
    interface Writer extends DeletionTasks {

        void insert(AccountId account, String taskId, Instant deleted);

        /** Forgets the tasks of an account that are older than {@code time}. */
        void deleteBefore(AccountId account, Instant time);
    }
}
