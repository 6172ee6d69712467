package dev.keyward.server.kms.tag;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Removes tags from a key. A tag key that the key does not have is no error.
 *
 * <p>Source: KMS API Reference, "UntagResource".
 */
public final class UntagResource implements Operation.Writing<UntagResource.Request> {

    private static final String NAME = "UntagResource";

    private final OperationTargets targets;

    record Request(KeyRequest key, List<String> tagKeys) {}

    public UntagResource(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var tagKeys = input.texts("TagKeys");
        tagKeys.forEach(KeyTags::requireUsable);
        return new Request(KeyRequest.read(input, targets), tagKeys);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> allowed, Transaction transaction) {
        var key = allowed.getFirst().key();
        KeyStates.requireNotPendingDeletion(key);
        request.tagKeys().stream()
                .filter(tagKey -> key.tags().containsKey(tagKey))
                .forEach(tagKey -> transaction.keys().deleteTag(key.arn(), tagKey));
        return Struct.empty();
    }
}
