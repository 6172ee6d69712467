package dev.keyward.server.kms.tag;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Lists the tags of a key, by tag key.
 *
 * <p>Source: KMS API Reference, "ListResourceTags".
 */
public final class ListResourceTags implements Operation.Reading<ListResourceTags.Request> {

    private static final String NAME = "ListResourceTags";

    private final OperationTargets targets;
    private final Paging paging;

    record Request(KeyRequest key, Paging.Asked page) {}

    public ListResourceTags(KmsOperationsTable table, Paging paging) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                KeyRequest.read(input, targets), Paging.Asked.read(input, KeyTags.MOST_ON_A_KEY));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = allowed.getFirst().key();
        var listing = Listing.of("kms:" + NAME, call, key.arn().toString());
        var rows = paging.rows(request.page(), listing);
        var after = rows.after().map(last -> key.tags().tailMap(last + "\0")).orElse(key.tags());
        var tags = after.entrySet().stream()
                .limit(rows.limit())
                .map(tag -> Struct.builder()
                        .put("TagKey", tag.getKey())
                        .put("TagValue", tag.getValue())
                        .build())
                .toList();
        var next = after.size() > tags.size()
                ? Optional.of(tags.getLast().requiredText("TagKey"))
                : Optional.<String>empty();
        return paging.answer(
                Struct.builder().putList("Tags", tags), new Page<>(tags, next), listing);
    }
}
