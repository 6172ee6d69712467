package dev.keyward.server.kms.rotation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.RotationType;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.util.List;

/**
 * Rotates a key's material at once, at most 25 times in the life of a key: to fresh material, or for a key
 * of the origin {@code EXTERNAL} to the imported material that waits for it.
 *
 * <p>Source: KMS API Reference, "RotateKeyOnDemand".
 */
public final class RotateKeyOnDemand implements Operation.Writing<KeyRequest> {

    private static final String NAME = "RotateKeyOnDemand";

    /** Source: the API Reference. */
    private static final int MOST_ROTATIONS = 25;

    /** Source: the API Reference, {@code ConflictException}. */
    private static final Duration BEFORE_AUTOMATIC = Duration.ofMinutes(20);

    private final OperationTargets targets;
    private final Rotations rotations;

    public RotateKeyOnDemand(KmsOperationsTable table, Rotations rotations) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.rotations = rotations;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyRequest read(Struct input) {
        return KeyRequest.read(input, targets);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request, call, snapshot);
    }

    @Override
    public Struct perform(
            KeyRequest request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        RotatableKeys.requireRotatable(key);
        requireRotationsLeft(key, transaction);
        requireNoAutomaticRotationSoon(key, call);
        rotations.onDemand(key, call.now(), transaction);
        return Struct.builder().put("KeyId", key.arn().toString()).build();
    }

    /**
     * Refuses a key that was rotated as often as it may be.
     *
     * @throws ServiceException {@code LimitExceededException}
     */
    private static void requireRotationsLeft(KmsKey key, Snapshot snapshot) {
        var done = snapshot.materials().list(key.arn()).stream()
                .flatMap(entry -> entry.rotation().stream())
                .filter(rotation -> rotation.type() == RotationType.ON_DEMAND)
                .count();
        if (done >= MOST_ROTATIONS) {
            throw KmsError.LIMIT_EXCEEDED.because(
                    "The on-demand rotations limit has been reached for the given keyId. No more"
                            + " on-demand rotations can be performed for this key: " + key.arn());
        }
    }

    /**
     * Refuses a key that is rotated within 20 minutes anyway.
     *
     * @throws ServiceException {@code ConflictException}
     */
    private static void requireNoAutomaticRotationSoon(KmsKey key, Call call) {
        var from = call.now().plus(BEFORE_AUTOMATIC);
        if (key.rotation().filter(schedule -> !schedule.next().isAfter(from)).isPresent()) {
            throw KmsError.CONFLICT.because(
                    "an automatic rotation of " + key.arn() + " begins within 20 minutes");
        }
    }
}
