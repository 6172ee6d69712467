package dev.keyward.server.kms.key;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Schedules the deletion of a key in 7 to 30 days. From now on it cannot be used. {@link KeyDeletion}
 * carries it out.
 *
 * <p>Source: KMS API Reference, "ScheduleKeyDeletion".
 */
public final class ScheduleKeyDeletion implements Operation.Writing<ScheduleKeyDeletion.Request> {

    private static final String NAME = "ScheduleKeyDeletion";
    private static final int FEWEST_DAYS = 7;
    private static final int MOST_DAYS = 30;

    private final OperationTargets targets;

    record Request(KeyRequest key, int pendingWindowDays) {}

    public ScheduleKeyDeletion(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
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
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyStates.requireDeletable(key);
        var deletionDate = call.now().plus(Duration.ofDays(request.pendingWindowDays()));
        transaction
                .keys()
                .update(key.but()
                        .state(KeyState.PENDING_DELETION)
                        .deletion(Optional.of(new PendingDeletion(
                                request.pendingWindowDays(), Optional.of(deletionDate))))
                        .key());
        return Struct.builder()
                .put("KeyId", key.arn().toString())
                .put("DeletionDate", deletionDate)
                .put("KeyState", KeyState.PENDING_DELETION.wireName())
                .put("PendingWindowInDays", request.pendingWindowDays())
                .build();
    }
}
