package dev.keyward.server.kms.alias;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.model.Alias;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Lists the aliases of the caller's account and Region, or those of one key there, by name.
 *
 * <p>Source: KMS API Reference, "ListAliases".
 */
public final class ListAliases implements Operation.Reading<ListAliases.Request> {

    private static final String NAME = "ListAliases";

    /** Source: the API Reference, {@code Limit}. */
    private static final int USUAL_LIMIT = 50;

    private final OperationTargets targets;
    private final Paging paging;

    record Request(Optional<String> keyId, Paging.Asked page) {}

    public ListAliases(KmsOperationsTable table, Paging paging) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.text("KeyId"), Paging.Asked.read(input, USUAL_LIMIT));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(targets.anything(ContextKeys.empty(), call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var key = request.keyId().map(keyId -> targets.ownKey(keyId, call, snapshot));
        var listing = Listing.of("kms:" + NAME, call, key.map(one -> one.id()).orElse(""));
        var rows = paging.rows(request.page(), listing);
        var page = key.isPresent()
                ? snapshot.aliases()
                        .listOfKey(call.account(), call.region(), key.get().id(), rows)
                : snapshot.aliases().list(call.account(), call.region(), rows);
        var output = Struct.builder()
                .putList(
                        "Aliases", page.items().stream().map(ListAliases::entry).toList());
        return paging.answer(output, page, listing);
    }

    private static Struct entry(Alias alias) {
        return Struct.builder()
                .put("AliasName", alias.name())
                .put("AliasArn", alias.arn().toString())
                .put("TargetKeyId", alias.targetKeyId())
                .put("CreationDate", alias.created())
                .put("LastUpdatedDate", alias.updated())
                .build();
    }
}
