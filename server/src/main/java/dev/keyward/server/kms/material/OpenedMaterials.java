package dev.keyward.server.kms.material;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Key material that has been unsealed, so that a busy key is read and unsealed once. The last used
 * ones are kept; a key's are dropped and zeroed when the key is deleted.
 *
 * <p>Whether a key has a material is asked of the snapshot each time, which keeps the answer.
 *
 * <p>Safe for use by many threads.
 */
public final class OpenedMaterials {

    private static final int MOST_KEPT = 10_000;

    private final KeyMaterials sealing;
    private final Cache<Version, KeyMaterial> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Version(Arn keyArn, MaterialId materialId) {}

    public OpenedMaterials(KeyMaterials sealing) {
        this.sealing = sealing;
    }

    /**
     * The material that {@code key} is used with now.
     *
     * @param kind what a key of that spec has
     * @throws IllegalStateException if it has none, or of another kind, or it was damaged in storage
     */
    public <M extends KeyMaterial> M current(KmsKey key, Class<M> kind, Snapshot snapshot) {
        var id = key.currentMaterialId()
                .flatMap(MaterialId::parse)
                .orElseThrow(() -> new IllegalStateException(key.arn() + " has no material"));
        return find(key, id, kind, snapshot)
                .orElseThrow(() -> new IllegalStateException(
                        "material " + id + " of " + key.arn() + " is not stored"));
    }

    /**
     * One material of {@code key}, current or not; empty if the key never had it, or has it no more.
     *
     * @throws IllegalStateException if it is of another kind, or was damaged in storage
     */
    public <M extends KeyMaterial> Optional<M> find(
            KmsKey key, MaterialId id, Class<M> kind, Snapshot snapshot) {
        return find(key, id, snapshot).map(material -> {
            if (!kind.isInstance(material)) {
                throw new IllegalStateException(
                        "material " + id + " of " + key.arn() + " is no " + kind.getSimpleName());
            }
            return kind.cast(material);
        });
    }

    private Optional<? extends KeyMaterial> find(KmsKey key, MaterialId id, Snapshot snapshot) {
        var version = new Version(key.arn(), id);
        // Asked first: what is kept here says nothing about whether the key still has it.
        var stored = snapshot.materials().find(key.arn(), id.value());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        var known = kept.getIfPresent(version);
        if (known != null) {
            return Optional.of(known);
        }
        var opened = open(key, id, stored.get().sealed());
        kept.put(version, opened);
        return Optional.of(opened);
    }

    private KeyMaterial open(KmsKey key, MaterialId id, byte[] sealed) {
        return sealing.open(KeyIdentities.of(key), id, sealed)
                .orElseThrow(() -> new IllegalStateException("material " + id + " of " + key.arn()
                        + " does not open under the root key"));
    }

    /**
     * Zeroes and drops all material of a key that was deleted. Its waiting period has passed, so
     * nobody is using it any more.
     */
    public void forget(Arn keyArn) {
        forgetIf(version -> version.keyArn().equals(keyArn));
    }

    /**
     * Zeroes and drops a material that expired or was deleted. Whoever is using it at this moment is
     * refused.
     */
    public void forget(Arn keyArn, String materialId) {
        forgetIf(version ->
                version.keyArn().equals(keyArn) && version.materialId().value().equals(materialId));
    }

    /** Zeroes and drops what no key of {@code snapshot} has any more; tells how many those were. */
    public int forgetGone(Snapshot snapshot) {
        var before = kept.asMap().size();
        forgetIf(version -> snapshot.materials()
                .find(version.keyArn(), version.materialId().value())
                .isEmpty());
        return before - kept.asMap().size();
    }

    private void forgetIf(Predicate<Version> condition) {
        kept.asMap().entrySet().removeIf(entry -> {
            var is = condition.test(entry.getKey());
            if (is) {
                entry.getValue().close();
            }
            return is;
        });
    }
}
