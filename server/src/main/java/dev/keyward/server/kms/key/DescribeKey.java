package dev.keyward.server.kms.key;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyMetadata;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells of a key, in whatever state it is. A predefined alias of AWS that has no key yet gets one.
 *
 * <p>Source: KMS API Reference, "DescribeKey".
 */
public final class DescribeKey implements Operation.Reading<KeyRequest> {

    private static final String NAME = "DescribeKey";

    private final OperationTargets targets;
    private final AwsManagedKeys awsManaged;

    public DescribeKey(KmsOperationsTable table, AwsManagedKeys awsManaged) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.awsManaged = awsManaged;
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
    public Optional<Consumer<Transaction>> missing(
            KeyRequest request, Call call, Snapshot snapshot) {
        return awsManaged.missing(request.keyId(), call, snapshot);
    }

    @Override
    public List<Target> targets(KeyRequest request, Call call, Snapshot snapshot) {
        return targets.only(request, call, snapshot);
    }

    @Override
    public Struct perform(KeyRequest request, Call call, List<Target> allowed, Snapshot snapshot) {
        return Struct.builder()
                .put("KeyMetadata", KeyMetadata.of(allowed.getFirst().key(), snapshot))
                .build();
    }
}
