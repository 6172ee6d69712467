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
 * @param primaryRegion where the primary key of a multi-Region key is; absent for a single-Region key
 * @param deletion present while the key waits to be deleted
 * @param currentMaterialId what the key encrypts with; absent only before material is first imported
 * @param rotation present while material is rotated automatically
 * @param materialExpires when the first of the imported materials that belong to the key for good
 *     expires; follows from its materials, and is not stored with the key
 * @param policy the key policy's text with users and roles by unique id, as stored
 * @param aliases the names ({@code alias/...}) of the aliases that lead to this key
 */
public record KmsKey(
        AccountId account,
        Region region,
        String id,
        KeySpec spec,
        KeyUsage usage,
        KeyOrigin origin,
        KeyManager manager,
        KeyState state,
        Optional<Region> primaryRegion,
        String description,
        Instant created,
        Optional<PendingDeletion> deletion,
        Optional<String> currentMaterialId,
        Optional<RotationSchedule> rotation,
        Optional<Instant> materialExpires,
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

    public boolean isMultiRegion() {
        return primaryRegion.isPresent();
    }

    /** Which of the related multi-Region keys this is; empty for a single-Region key. */
    public Optional<MultiRegionKeyType> multiRegionKeyType() {
        return primaryRegion.map(primary ->
                primary.equals(region) ? MultiRegionKeyType.PRIMARY : MultiRegionKeyType.REPLICA);
    }

    /**
     * This key as it is at {@code now}. Material that has expired is gone from that moment on, even if
     * nobody has destroyed it yet.
     */
    public KmsKey at(Instant now) {
        if (materialExpires.filter(expiry -> !expiry.isAfter(now)).isEmpty()) {
            return this;
        }
        return switch (state) {
            case ENABLED, DISABLED, UPDATING -> withState(KeyState.PENDING_IMPORT);
            case PENDING_IMPORT,
                    PENDING_DELETION,
                    PENDING_REPLICA_DELETION,
                    UNAVAILABLE,
                    CREATING -> this;
        };
    }

    /** This key in a state in which it does not wait to be deleted. */
    public KmsKey withState(KeyState newState) {
        return but().state(newState).deletion(Optional.empty()).key();
    }

    public KmsKey withPolicy(String newPolicy) {
        return but().policy(newPolicy).key();
    }

    public KmsKey withDescription(String newDescription) {
        return but().description(newDescription).key();
    }

    /** This key, encrypting with the material of that id from now on. */
    public KmsKey withCurrentMaterial(String materialId) {
        return but().currentMaterialId(Optional.of(materialId)).key();
    }

    public KmsKey withTagsAndAliases(
            SortedMap<String, String> newTags, SortedSet<String> newAliases) {
        return but().tags(newTags).aliases(newAliases).key();
    }

    /** This key, to be changed in some parts. */
    public Draft but() {
        return new Draft(this);
    }

    /** A key that is being put together. */
    public static final class Draft {

        private AccountId account;
        private Region region;
        private String id;
        private KeySpec spec;
        private KeyUsage usage;
        private KeyOrigin origin;
        private KeyManager manager;
        private KeyState state;
        private Optional<Region> primaryRegion;
        private String description;
        private Instant created;
        private Optional<PendingDeletion> deletion;
        private Optional<String> currentMaterialId;
        private Optional<RotationSchedule> rotation;
        private Optional<Instant> materialExpires;
        private String policy;
        private SortedMap<String, String> tags;
        private SortedSet<String> aliases;

        private Draft(KmsKey key) {
            account = key.account;
            region = key.region;
            id = key.id;
            spec = key.spec;
            usage = key.usage;
            origin = key.origin;
            manager = key.manager;
            state = key.state;
            primaryRegion = key.primaryRegion;
            description = key.description;
            created = key.created;
            deletion = key.deletion;
            currentMaterialId = key.currentMaterialId;
            rotation = key.rotation;
            materialExpires = key.materialExpires;
            policy = key.policy;
            tags = key.tags;
            aliases = key.aliases;
        }

        public Draft region(Region its) {
            region = its;
            return this;
        }

        public Draft spec(KeySpec its) {
            spec = its;
            return this;
        }

        public Draft usage(KeyUsage its) {
            usage = its;
            return this;
        }

        public Draft origin(KeyOrigin its) {
            origin = its;
            return this;
        }

        public Draft manager(KeyManager its) {
            manager = its;
            return this;
        }

        public Draft state(KeyState its) {
            state = its;
            return this;
        }

        public Draft primaryRegion(Optional<Region> its) {
            primaryRegion = its;
            return this;
        }

        public Draft description(String its) {
            description = its;
            return this;
        }

        public Draft created(Instant its) {
            created = its;
            return this;
        }

        public Draft deletion(Optional<PendingDeletion> its) {
            deletion = its;
            return this;
        }

        public Draft currentMaterialId(Optional<String> its) {
            currentMaterialId = its;
            return this;
        }

        public Draft rotation(Optional<RotationSchedule> its) {
            rotation = its;
            return this;
        }

        public Draft materialExpires(Optional<Instant> its) {
            materialExpires = its;
            return this;
        }

        public Draft policy(String its) {
            policy = its;
            return this;
        }

        public Draft tags(SortedMap<String, String> its) {
            tags = its;
            return this;
        }

        public Draft aliases(SortedSet<String> its) {
            aliases = its;
            return this;
        }

        public KmsKey key() {
            return new KmsKey(
                    account,
                    region,
                    id,
                    spec,
                    usage,
                    origin,
                    manager,
                    state,
                    primaryRegion,
                    description,
                    created,
                    deletion,
                    currentMaterialId,
                    rotation,
                    materialExpires,
                    policy,
                    tags,
                    aliases);
        }
    }
}
