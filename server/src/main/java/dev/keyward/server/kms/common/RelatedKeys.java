package dev.keyward.server.kms.common;

import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MultiRegionKeyType;
import dev.keyward.server.store.Keys;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Related multi-Region keys: one primary key and its replicas, each in a Region of its own. They share
 * their id, material, spec, usage, origin, automatic rotation, and which of them is the primary; what is
 * shared is changed in all of them in one transaction, so that nobody ever sees them differ. Policy,
 * grants, aliases, tags, description and state are each key's own.
 *
 * <p>Source: KMS Developer Guide, "Shared properties of multi-Region keys".
 */
public final class RelatedKeys {

    private RelatedKeys() {}

    /**
     * Refuses whatever is no primary key.
     *
     * @throws ServiceException {@code UnsupportedOperationException}
     */
    public static void requirePrimary(KmsKey key) {
        if (!isPrimary(key)) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    key.arn() + " is not a multi-region primary key.");
        }
    }

    /**
     * Refuses a replica, which leaves to its primary what both share.
     *
     * @throws ServiceException {@code UnsupportedOperationException}
     */
    public static void requireNoReplica(KmsKey key) {
        if (key.isMultiRegion()) {
            requirePrimary(key);
        }
    }

    public static boolean isPrimary(KmsKey key) {
        return key.multiRegionKeyType().equals(Optional.of(MultiRegionKeyType.PRIMARY));
    }

    /** The keys that are related to {@code key}, without itself; none to a single-Region key. */
    public static List<KmsKey> others(KmsKey key, Keys keys) {
        return keys.related(key).stream()
                .filter(related -> !related.region().equals(key.region()))
                .toList();
    }

    /** Makes {@code change}, of what related keys share, in {@code key} and all that are related to it. */
    public static void change(
            KmsKey key, UnaryOperator<KmsKey.Draft> change, Transaction transaction) {
        for (var related : transaction.keys().related(key)) {
            transaction.keys().update(change.apply(related.but()).key());
        }
    }

    /**
     * Gives a new replica the materials of its primary, each as it stands there. Imported material
     * comes without its bytes: it must be imported into each of the keys, and no other than it can be.
     */
    public static void copyMaterials(KmsKey primary, KmsKey replica, Transaction transaction) {
        var materials = transaction.materials();
        for (var entry : materials.list(primary.arn())) {
            if (primary.origin() == KeyOrigin.EXTERNAL) {
                materials.insertMissing(entry.missingFrom(replica.arn()));
                continue;
            }
            var sealed = materials
                    .find(primary.arn(), entry.materialId())
                    .orElseThrow(() -> new IllegalStateException("material " + entry.materialId()
                            + " of " + primary.arn() + " is gone"));
            materials.insert(entry.of(replica.arn()), sealed.sealed());
        }
    }
}
