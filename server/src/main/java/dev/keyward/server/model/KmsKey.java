package dev.keyward.server.model;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A KMS key without its secret: what DescribeKey tells, its policy, its tags and its aliases, so that
 * a request can be authorized from this record alone. Material is found by {@code currentMaterialId}.
 *
 * @param policy the key policy's text with users and roles by unique id, as stored
 * @param deletionDate when the key will be deleted; present in {@link KeyState#PENDING_DELETION} only
 * @param aliases the names ({@code alias/...}) of the aliases that lead to this key
 */
public record KmsKey(
        AccountId account,
        Region region,
        String id,
        KeySpec spec,
        KeyUsage usage,
        KeyOrigin origin,
        KeyState state,
        boolean multiRegion,
        String description,
        Instant created,
        Optional<Instant> deletionDate,
        Optional<String> currentMaterialId,
        String policy,
        SortedMap<String, String> tags,
        SortedSet<String> aliases) {

    public KmsKey {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        aliases = Collections.unmodifiableSortedSet(new TreeSet<>(aliases));
    }

    public Arn arn() {
        return arnOf(account, region, id);
    }

    public static Arn arnOf(AccountId account, Region region, String id) {
        return new Arn("aws", "kms", region.code(), account.value(), "key/" + id);
    }

    public boolean isEnabled() {
        return state == KeyState.ENABLED;
    }

    public KmsKey withState(KeyState newState, Optional<Instant> newDeletionDate) {
        return new KmsKey(
                account,
                region,
                id,
                spec,
                usage,
                origin,
                newState,
                multiRegion,
                description,
                created,
                newDeletionDate,
                currentMaterialId,
                policy,
                tags,
                aliases);
    }

    public KmsKey withPolicy(String newPolicy) {
        return new KmsKey(
                account,
                region,
                id,
                spec,
                usage,
                origin,
                state,
                multiRegion,
                description,
                created,
                deletionDate,
                currentMaterialId,
                newPolicy,
                tags,
                aliases);
    }

    public KmsKey withDescription(String newDescription) {
        return new KmsKey(
                account,
                region,
                id,
                spec,
                usage,
                origin,
                state,
                multiRegion,
                newDescription,
                created,
                deletionDate,
                currentMaterialId,
                policy,
                tags,
                aliases);
    }

    /** This key, encrypting with the material of that id from now on. */
    public KmsKey withCurrentMaterial(String materialId) {
        return new KmsKey(
                account,
                region,
                id,
                spec,
                usage,
                origin,
                state,
                multiRegion,
                description,
                created,
                deletionDate,
                Optional.of(materialId),
                policy,
                tags,
                aliases);
    }

    public KmsKey withTagsAndAliases(
            SortedMap<String, String> newTags, SortedSet<String> newAliases) {
        return new KmsKey(
                account,
                region,
                id,
                spec,
                usage,
                origin,
                state,
                multiRegion,
                description,
                created,
                deletionDate,
                currentMaterialId,
                policy,
                newTags,
                newAliases);
    }
}
