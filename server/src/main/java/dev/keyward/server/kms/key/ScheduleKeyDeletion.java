package dev.keyward.server.kms.key;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.kms.usage.UsageTracking;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Schedules the deletion of a key in 7 to 30 days. From now on it cannot be used. {@link KeyDeletion}
 * carries it out. The days of a primary key with replicas begin when the last replica has been deleted.
 *
 * <p>Source: KMS API Reference, "ScheduleKeyDeletion".
 */
public final class ScheduleKeyDeletion implements Operation.Writing<ScheduleKeyDeletion.Request> {

    private static final String NAME = "ScheduleKeyDeletion";
    private static final int FEWEST_DAYS = 7;
    private static final int MOST_DAYS = 30;

    private final OperationTargets targets;
    private final UsageTracking tracking;

    record Request(KeyRequest key, int pendingWindowDays) {}

    public ScheduleKeyDeletion(KmsOperationsTable table, UsageTracking tracking) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.tracking = tracking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        int days = input.integer("PendingWindowInDays").orElse(MOST_DAYS);
        if (days < FEWEST_DAYS || days > MOST_DAYS) {
            throw CommonError.VALIDATION.because("PendingWindowInDays must be between "
                    + FEWEST_DAYS + " and " + MOST_DAYS + " (inclusive)");
        }
        return new Request(KeyRequest.read(input, targets), days);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot).stream()
                .map(target -> tracking.withTrailingDays(target, call, snapshot))
                .toList();
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyStates.requireDeletable(key);
        var days = request.pendingWindowDays();
        var scheduled = hasReplicas(key, transaction)
                ? key.but()
                        .state(KeyState.PENDING_REPLICA_DELETION)
                        .deletion(Optional.of(PendingDeletion.afterReplicas(days)))
                        .key()
                : KeyDeletion.inDays(days, key, call.now());
        transaction.keys().update(scheduled);
        return Struct.builder()
                .put("KeyId", key.arn().toString())
                .putTime("DeletionDate", scheduled.deletion().flatMap(PendingDeletion::date))
                .put("KeyState", scheduled.state().wireName())
                .put("PendingWindowInDays", days)
                .build();
    }

    private static boolean hasReplicas(KmsKey key, Transaction transaction) {
        return RelatedKeys.isPrimary(key)
                && !RelatedKeys.others(key, transaction.keys()).isEmpty();
    }
}
