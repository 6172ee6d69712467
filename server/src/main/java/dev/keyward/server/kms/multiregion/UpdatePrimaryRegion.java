package dev.keyward.server.kms.multiregion;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Makes a replica the primary key, and the primary key a replica. It is allowed twice: on either key, in
 * the Region of that key.
 *
 * <p>Source: KMS API Reference, "UpdatePrimaryRegion"; KMS Developer Guide, "Change the primary key in a
 * set of multi-Region keys".
 */
public final class UpdatePrimaryRegion implements Operation.Writing<UpdatePrimaryRegion.Request> {

    private static final String NAME = "UpdatePrimaryRegion";

    private final OperationTargets targets;
    private final ServedRegions regions;

    record Request(KeyRequest key, Region region) {}

    public UpdatePrimaryRegion(KmsOperationsTable table, ServedRegions regions) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.regions = regions;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets), RegionInput.read(input, "PrimaryRegion", regions));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var first = targets.named(request.key().keyId(), request.key().keys(), call, snapshot);
        return first.resource() instanceof Target.Key target && mayMove(target.key(), request, call)
                ? List.of(
                        first,
                        targets.onRelated(
                                target.key(), request.region(), request.key().keys(), snapshot))
                : List.of(first);
    }

    /** Otherwise there is no second key, and the first one is refused. */
    private static boolean mayMove(KmsKey key, Request request, Call call) {
        return key.account().equals(call.account())
                && RelatedKeys.isPrimary(key)
                && !key.region().equals(request.region());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var primary = allowed.getFirst().key();
        KeyStates.requireUsable(primary);
        RelatedKeys.requirePrimary(primary);
        if (primary.region().equals(request.region())) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    primary.arn() + " is not a multi-region replica key.");
        }
        KeyStates.requireUsable(allowed.get(1).key().at(call.now()));
        RelatedKeys.change(
                primary, key -> key.primaryRegion(Optional.of(request.region())), transaction);
        return Struct.empty();
    }
}
