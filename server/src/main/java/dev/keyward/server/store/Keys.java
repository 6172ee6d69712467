package dev.keyward.server.store;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** KMS keys and their tags. */
public interface Keys {

    /** The key with its tags and aliases. {@code arn} is a key ARN. */
    Optional<KmsKey> find(Arn arn);

    /** Key ids of an account and Region; the sort key is the key id. */
    Page<String> listIds(AccountId account, Region region, Page.Request page);

    /** How many keys there are that a customer manages. */
    int count(AccountId account, Region region);

    /**
     * The related keys of a multi-Region key, itself among them, by Region. A key that is alone has
     * itself only.
     */
    List<KmsKey> related(KmsKey key);

    /** Keys in PendingDeletion whose deletion date is not after {@code now}, at most {@code limit}. */
    List<KmsKey> dueForDeletion(Instant now, int limit);

    /**
     * Enabled keys whose next automatic rotation is not after {@code now}, at most {@code limit}. Of
     * related multi-Region keys the primary key stands for all.
     */
    List<KmsKey> dueForRotation(Instant now, int limit);

    /** Writes keys. */
    interface Writer extends Keys {

        /** Adds a key with its tags. Aliases are written through {@link Aliases.Writer} only. */
        void insert(KmsKey key);

        /** Replaces all of an existing key but its tags and aliases. */
        void update(KmsKey key);

        /**
         * Deletes the key, its tags, its aliases, the grants on it, its last use and all its material
         * for good.
         */
        void delete(Arn arn);

        void putTag(Arn arn, String tagKey, String tagValue);

        void deleteTag(Arn arn, String tagKey);
    }
}
