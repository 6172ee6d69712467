package dev.keyward.server.kms.rotation;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.material.NewMaterials;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyMaterialEntry.Rotation;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.server.model.RotationType;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes other material current in a key and in all keys that are related to it, in one transaction. What
 * was current before decrypts from then on, for ever.
 *
 * <p>Source: KMS Developer Guide, "Rotate AWS KMS keys".
 */
public final class Rotations {

    /** A rotation that is later than this was kept from being on time, by a disabled key or a stopped server. */
    private static final Duration ON_TIME = Duration.ofHours(1);

    private final NewMaterials materials;

    public Rotations(NewMaterials materials) {
        this.materials = materials;
    }

    /**
     * Gives {@code key} other material because somebody asked for it; its schedule stays as it is.
     *
     * @throws ServiceException {@code KMSInvalidStateException} if its material is imported, and none
     *     waits for a rotation in each of the related keys
     */
    void onDemand(KmsKey key, Instant now, Transaction transaction) {
        var rotation = new Rotation(RotationType.ON_DEMAND, now);
        if (key.origin() == KeyOrigin.EXTERNAL) {
            toPendingMaterial(key, rotation, transaction);
        } else {
            toFreshMaterial(key, rotation, key.rotation(), transaction);
        }
    }

    /** Gives {@code key} fresh material because it is time, and schedules the next rotation. */
    void automatically(KmsKey key, Instant now, Transaction transaction) {
        var schedule = key.rotation().orElseThrow();
        toFreshMaterial(
                key,
                new Rotation(RotationType.AUTOMATIC, now),
                Optional.of(next(schedule, now)),
                transaction);
    }

    /** A period after the time that was set, or after {@code now} where that time was missed. */
    private static RotationSchedule next(RotationSchedule schedule, Instant now) {
        var missed = schedule.next().plus(ON_TIME).isBefore(now);
        return schedule(schedule.periodDays(), missed ? now : schedule.next());
    }

    /** The schedule whose first rotation is a period after {@code from}. */
    static RotationSchedule schedule(int periodDays, Instant from) {
        return new RotationSchedule(periodDays, from.plus(Duration.ofDays(periodDays)));
    }

    private void toFreshMaterial(
            KmsKey key,
            Rotation rotation,
            Optional<RotationSchedule> schedule,
            Transaction transaction) {
        try (var material = materials.generate(key)) {
            var id = material.id().value();
            var sealed = materials.seal(material);
            for (var related : transaction.keys().related(key)) {
                retireCurrent(related, transaction);
                var entry = KeyMaterialEntry.first(related.arn(), id, rotation.date());
                transaction.materials().insert(entry.rotatedTo(rotation), sealed);
                transaction
                        .keys()
                        .update(related.withCurrentMaterial(id)
                                .but()
                                .rotation(schedule)
                                .key());
            }
        }
    }

    private static void toPendingMaterial(KmsKey key, Rotation rotation, Transaction transaction) {
        for (var related : transaction.keys().related(key)) {
            var pending = transaction.materials().list(related.arn()).stream()
                    .filter(entry -> entry.state() == MaterialState.PENDING_ROTATION)
                    .filter(entry -> entry.isUsable(rotation.date()))
                    .findFirst()
                    .orElseThrow(() -> KmsError.INVALID_STATE.because(
                            "No available key material pending rotation for the key: "
                                    + related.arn() + "."));
            retireCurrent(related, transaction);
            transaction.materials().update(pending.rotatedTo(rotation));
            transaction.keys().update(related.withCurrentMaterial(pending.materialId()));
        }
    }

    private static void retireCurrent(KmsKey key, Transaction transaction) {
        transaction.materials().list(key.arn()).stream()
                .filter(entry -> entry.state() == MaterialState.CURRENT)
                .map(entry -> entry.withState(MaterialState.NON_CURRENT))
                .forEach(transaction.materials()::update);
    }
}
