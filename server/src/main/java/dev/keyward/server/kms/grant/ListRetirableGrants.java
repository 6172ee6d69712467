package dev.keyward.server.kms.grant;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationTargets;
import dev.keyward.server.kms.common.Paging;
import dev.keyward.server.service.Markers.Listing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Lists the grants that somebody of the caller's account may retire as their retiring principal, on the
 * keys of all accounts in the Region. It is allowed on that principal; whether the caller may see the
 * keys is not asked.
 *
 * <p>Source: KMS API Reference, "ListRetirableGrants".
 */
public final class ListRetirableGrants implements Operation.Reading<ListRetirableGrants.Request> {

    private static final String NAME = "ListRetirableGrants";

    private final OperationTargets targets;
    private final Paging paging;

    record Request(String retiring, Paging.Asked page) {}

    public ListRetirableGrants(KmsOperationsTable table, Paging paging) {
        this.targets = OperationTargets.of(table.row(NAME));
        this.paging = paging;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("RetiringPrincipal"), GrantPages.asked(input));
    }

    /**
     * The principal as policies know it. Whether another account has one of that name is not looked up:
     * no policy can allow to ask for it.
     */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var written = request.retiring();
        var arn = isOfAnotherAccount(written, call)
                ? Arn.parse(written)
                : Arn.parse(new PrincipalNames(snapshot).shown(stored(written, call, snapshot)));
        return List.of(targets.principal(arn));
    }

    private static boolean isOfAnotherAccount(String written, Call call) {
        return Arn.isArn(written)
                && AccountId.isAccountId(Arn.parse(written).account())
                && !Arn.parse(written).account().equals(call.account().value());
    }

    /** The principal as grants are stored with it; it is of the caller's account. */
    private static String stored(String written, Call call, Snapshot snapshot) {
        var names = new PrincipalNames(snapshot);
        return names.stored(written)
                .filter(stored -> isOfAccount(names.shown(stored), call.account()))
                .orElseThrow(() -> GrantParties.invalid(written));
    }

    private static boolean isOfAccount(String shown, AccountId account) {
        return Arn.isArn(shown) && Arn.parse(shown).account().equals(account.value());
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var retiring = stored(request.retiring(), call, snapshot);
        var listing = Listing.of("kms:" + NAME, call, retiring);
        var rows = paging.rows(request.page(), listing);
        var page = snapshot.grants().listRetirable(retiring, call.region(), rows);
        return paging.answer(GrantPages.output(page, snapshot), page, listing);
    }
}
