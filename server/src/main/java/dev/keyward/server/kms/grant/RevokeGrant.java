package dev.keyward.server.kms.grant;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.DryRun;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Ends a grant, in whatever state its key is: nothing is allowed by it when this has answered.
 *
 * <p>Source: KMS API Reference, "RevokeGrant".
 */
public final class RevokeGrant implements Operation.Writing<RevokeGrant.Request> {

    private static final String NAME = "RevokeGrant";

    private final OperationTargets targets;

    record Request(KeyRequest key, String grantId, DryRun dryRun) {}

    public RevokeGrant(KmsOperationsTable table) {
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
                GrantIds.requireId(input.requiredText("GrantId")),
                DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        var grant = GrantIds.require(request.grantId(), key.arn(), transaction);
        request.dryRun().endHere();
        transaction.grants().delete(grant);
        return Struct.empty();
    }
}
