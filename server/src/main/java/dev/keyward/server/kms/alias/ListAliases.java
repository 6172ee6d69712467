package dev.keyward.server.kms.alias;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.kms.key.AwsManagedKeys;
import dev.keyward.server.model.Alias;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lists the aliases of the caller's account and Region, or those of one key there, by name. The aliases
 * that AWS predefines are among them, without a key until somebody asks for it.
 *
 * <p>Source: KMS API Reference, "ListAliases".
 */
public final class ListAliases implements Operation.Reading<ListAliases.Request> {

    private static final String NAME = "ListAliases";

    /** Source: the API Reference, {@code Limit}. */
    private static final int USUAL_LIMIT = 50;

    private final OperationTargets targets;
    private final Paging paging;
    private final AwsManagedKeys awsManaged;

    record Request(Optional<String> keyId, Paging.Asked page) {}

    public ListAliases(KmsOperationsTable table, Paging paging, AwsManagedKeys awsManaged) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
        this.awsManaged = awsManaged;
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
                ? map(snapshot.aliases()
                        .listOfKey(call.account(), call.region(), key.get().id(), rows))
                : all(rows, call, snapshot);
        return paging.answer(Struct.builder().putList("Aliases", page.items()), page, listing);
    }

    private static Page<Struct> map(Page<Alias> page) {
        return new Page<>(page.items().stream().map(ListAliases::entry).toList(), page.next());
    }

    /** The aliases that are stored, and among them those predefined ones that have no key yet. */
    private Page<Struct> all(Page.Request rows, Call call, Snapshot snapshot) {
        var stored = snapshot.aliases().list(call.account(), call.region(), rows);
        var entries = new TreeMap<String, Struct>();
        for (var name : awsManaged.aliases().tailSet(rows.after().orElse("") + '\0')) {
            // Beyond the last of a page that is not the last one there may be others first.
            if (stored.next().isEmpty() || name.compareTo(stored.next().get()) < 0) {
                entries.put(name, predefined(Alias.arnOf(call.account(), call.region(), name)));
            }
        }
        stored.items().forEach(alias -> entries.put(alias.name(), entry(alias)));
        var names = entries.keySet().stream().limit(rows.limit()).toList();
        var isLast = stored.next().isEmpty() && names.size() == entries.size();
        return new Page<>(
                names.stream().map(entries::get).toList(),
                isLast ? Optional.empty() : Optional.of(names.getLast()));
    }

    private static Struct predefined(Arn alias) {
        return Struct.builder()
                .put("AliasName", alias.resource())
                .put("AliasArn", alias.toString())
                .build();
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
