package dev.keyward.server.kms.grant;

import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KeyRequest;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Lists the grants on a key by their ids: all of them, those to somebody, or a single one.
 *
 * <p>Source: KMS API Reference, "ListGrants".
 */
public final class ListGrants implements Operation.Reading<ListGrants.Request> {

    private static final String NAME = "ListGrants";

    private final OperationTargets targets;
    private final Paging paging;

    /** Whom and which grant a list is about; all of them if it is about none. */
    record Filter(Optional<Party> grantee, Optional<String> grantId) {}

    record Request(KeyRequest key, Filter filter, Paging.Asked page) {}

    public ListGrants(KmsOperationsTable table, Paging paging) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var filter = new Filter(
                GrantParties.read(input, "Grantee"),
                input.text("GrantId").map(GrantIds::requireId));
        return new Request(KeyRequest.read(input, targets), filter, GrantPages.asked(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return targets.only(request.key(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var keyArn = allowed.getFirst().key().arn();
        var grantee = request.filter().grantee().map(party -> wanted(party, snapshot));
        var grantId = request.filter().grantId();
        var listing = Listing.of(
                "kms:" + NAME,
                call,
                String.join("\n", keyArn.toString(), grantee.orElse(""), grantId.orElse("")));
        var rows = paging.rows(request.page(), listing);
        var page = grantId.isPresent()
                ? single(grantId.get(), keyArn, grantee, snapshot)
                : several(keyArn, grantee, rows, snapshot);
        return paging.answer(GrantPages.output(page, snapshot), page, listing);
    }

    /** Somebody who was deleted is asked for by the unique id that lists show. */
    private static String wanted(Party written, Snapshot snapshot) {
        return PrincipalNames.isId(written.name())
                ? written.name()
                : GrantParties.stored(written, snapshot).name();
    }

    private static Page<Grant> single(
            String grantId, Arn keyArn, Optional<String> grantee, Snapshot snapshot) {
        var found = snapshot.grants()
                .find(keyArn, grantId)
                .filter(grant -> grantee.isEmpty() || grant.grantee().name().equals(grantee.get()));
        return new Page<>(found.stream().toList(), Optional.empty());
    }

    private static Page<Grant> several(
            Arn keyArn, Optional<String> grantee, Page.Request rows, Snapshot snapshot) {
        return grantee.isPresent()
                ? snapshot.grants().listTo(grantee.get(), keyArn, rows)
                : snapshot.grants().list(keyArn, rows);
    }
}
