package dev.keyward.server.kms.material;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.keyward.crypto.HmacMaterial;
import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;

import java.util.Optional;

/**
 * Key material that has been unsealed, so that a busy key is read and unsealed once. The last used
 * ones are kept; a key's are dropped and zeroed when the key is deleted.
 *
 * <p>Whoever asks must have found the key in a snapshot: what is kept here says nothing about whether
 * the key still exists.
 *
 * <p>Safe for use by many threads.
 */
public final class OpenedMaterials {

    private static final int MOST_KEPT = 10_000;

    private final KeyMaterials sealing;
    private final Cache<Version, SymmetricMaterial> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Version(Arn keyArn, MaterialId materialId) {}

    public OpenedMaterials(KeyMaterials sealing) {
        this.sealing = sealing;
    }

    /**
     * The material that {@code key} encrypts with now.
     *
     * @throws IllegalStateException if it has none, or it was damaged in storage
     */
    public SymmetricMaterial current(KmsKey key, Snapshot snapshot) {
        var id = key.currentMaterialId()
                .flatMap(MaterialId::parse)
                .orElseThrow(() -> new IllegalStateException(key.arn() + " has no material"));
        return find(key, id, snapshot)
                .orElseThrow(() -> new IllegalStateException(
                        "material " + id + " of " + key.arn() + " is not stored"));
    }

    /**
     * One material of {@code key}, current or not; empty if the key never had it.
     *
     * @throws IllegalStateException if it was damaged in storage
     */
    public Optional<SymmetricMaterial> find(KmsKey key, MaterialId id, Snapshot snapshot) {
        var version = new Version(key.arn(), id);
        var known = kept.getIfPresent(version);
        if (known != null) {
            return Optional.of(known);
        }
        var opened = snapshot.keys()
                .findMaterial(key.arn(), id.value())
                .map(stored -> open(key, id, stored.sealed()));
        opened.ifPresent(material -> kept.put(version, material));
        return opened;
    }

    private SymmetricMaterial open(KmsKey key, MaterialId id, byte[] sealed) {
        KeyMaterial opened = sealing.open(KeyIdentities.of(key), id, sealed)
                .orElseThrow(() -> new IllegalStateException("material " + id + " of " + key.arn()
                        + " does not open under the root key"));
        return switch (opened) {
            case SymmetricMaterial material -> material;
            case HmacMaterial _ ->
                throw new IllegalStateException(
                        "material " + id + " of " + key.arn() + " makes MACs and cannot encrypt");
        };
    }

    /**
     * Zeroes and drops all material of a key that was deleted. Its waiting period has passed, so
     * nobody is using it any more.
     */
    public void forget(Arn keyArn) {
        kept.asMap().entrySet().removeIf(entry -> {
            var isOfKey = entry.getKey().keyArn().equals(keyArn);
            if (isOfKey) {
                entry.getValue().close();
            }
            return isOfKey;
        });
    }
}
