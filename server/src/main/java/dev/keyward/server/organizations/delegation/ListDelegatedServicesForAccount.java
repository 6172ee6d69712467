package dev.keyward.server.organizations.delegation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.organizations.account.AccountRef;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The services that an account administers, by name. */
final class ListDelegatedServicesForAccount
        implements Operation.Reading<ListDelegatedServicesForAccount.Request> {

    private final Paging paging;

    ListDelegatedServicesForAccount(Paging paging) {
        this.paging = paging;
    }

    record Request(AccountRef account, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListDelegatedServicesForAccount";
    }

    @Override
    public Request read(Struct input) {
        return new Request(AccountRef.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.account().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var member = request.account().get(organization, snapshot);
        var delegations = snapshot.organizationServices().delegationsTo(member.account());
        if (delegations.isEmpty()) {
            throw OrganizationsError.ACCOUNT_NOT_REGISTERED.because(
                    "The provided account is not a registered delegated administrator for your"
                            + " organization.");
        }
        var window = paging.open(name(), call, request.asked(), member.account().value());
        return window.answer(
                "DelegatedServices",
                window.slice(delegations, Delegation::servicePrincipal),
                ServiceRef::describe);
    }
}
