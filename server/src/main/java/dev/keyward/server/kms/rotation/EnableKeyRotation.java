package dev.keyward.server.kms.rotation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Has a key's material rotated every 90 to 2,560 days, or changes that period. The first rotation is a
 * period from now; asking again for the period that a key has leaves its schedule as it is.
 *
 * <p>Source: KMS API Reference, "EnableKeyRotation".
 */
public final class EnableKeyRotation implements Operation.Writing<EnableKeyRotation.Request> {

    private static final String NAME = "EnableKeyRotation";

    /** Source: the API Reference, {@code RotationPeriodInDays}. */
    private static final int USUAL_PERIOD_DAYS = 365;

    private final OperationTargets targets;

    record Request(KeyRequest key, int periodDays) {}

    public EnableKeyRotation(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets),
                input.integer("RotationPeriodInDays").orElse(USUAL_PERIOD_DAYS));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        RotatableKeys.requireAutomatic(key);
        if (!hasPeriod(key, request.periodDays())) {
            var schedule = Rotations.schedule(request.periodDays(), call.now());
            RelatedKeys.change(key, its -> its.rotation(Optional.of(schedule)), transaction);
        }
        return Struct.empty();
    }

    private static boolean hasPeriod(KmsKey key, int days) {
        return key.rotation().map(RotationSchedule::periodDays).equals(Optional.of(days));
    }
}
