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
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Adds tags to a key, or changes the values of tags that it has.
 *
 * <p>Source: KMS API Reference, "TagResource".
 */
public final class TagResource implements Operation.Writing<TagResource.Request> {

    private static final String NAME = "TagResource";

    private final OperationTargets targets;

    record Request(KeyRequest key, SortedMap<String, String> tags) {}

    public TagResource(KmsOperationsTable table) {
        this.targets = OperationTargets.of(table.row(NAME));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(KeyRequest.read(input, targets), KeyTags.read(input));
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
        var after = new TreeSet<>(key.tags().keySet());
        after.addAll(request.tags().keySet());
        KeyTags.requireFew(after.size());
        KeyTags.requireDistinct(after);
        request.tags()
                .forEach((tagKey, value) -> transaction.keys().putTag(key.arn(), tagKey, value));
        return Struct.empty();
    }
}
