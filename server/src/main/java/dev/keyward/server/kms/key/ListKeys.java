package dev.keyward.server.kms.key;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Lists the keys of the caller's account and Region, by key id.
 *
 * <p>Source: KMS API Reference, "ListKeys".
 */
public final class ListKeys implements Operation.Reading<Paging.Asked> {

    private static final String NAME = "ListKeys";

    /** Source: the API Reference, {@code Limit}. */
    private static final int USUAL_LIMIT = 100;

    private final OperationTargets targets;
    private final Paging paging;

    public ListKeys(KmsOperationsTable table, Paging paging) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Paging.Asked read(Struct input) {
        return Paging.Asked.read(input, USUAL_LIMIT);
    }

    @Override
    public List<Target> targets(Paging.Asked request, Call call, Snapshot snapshot) {
        return List.of(targets.anything(ContextKeys.empty(), call));
    }

    @Override
    public Struct perform(
            Paging.Asked request, Call call, List<Target> allowed, Snapshot snapshot) {
        var listing = Listing.of("kms:" + NAME, call, "");
        var page = snapshot.keys()
                .listIds(call.account(), call.region(), paging.rows(request, listing));
        var keys = page.items().stream().map(id -> entry(id, call)).toList();
        return paging.answer(Struct.builder().putList("Keys", keys), page, listing);
    }

    private static Struct entry(String id, Call call) {
        return Struct.builder()
                .put("KeyId", id)
                .put("KeyArn", KmsKey.arnOf(call.account(), call.region(), id).toString())
                .build();
    }
}
