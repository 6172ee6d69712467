package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.server.model.AccessKey;

import java.util.List;
import java.util.Optional;

/** Long-term access keys. */
public interface AccessKeys {

    Optional<AccessKey> find(String accessKeyId);

    /** The access keys of a user, oldest first. */
    List<AccessKey> ofUser(String userId);

    /** The access keys of an account's root user, oldest first. */
    List<AccessKey> ofRoot(AccountId account);

    /** Writes access keys. */
    interface Writer extends AccessKeys {

        void insert(AccessKey key);

        /** Replaces the status of the key with the same id. */
        void update(AccessKey key);

        /** Deletes the key and its last use. */
        void delete(AccessKey key);
    }
}
