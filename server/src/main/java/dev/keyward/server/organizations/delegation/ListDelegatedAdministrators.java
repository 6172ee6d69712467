package dev.keyward.server.organizations.delegation;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.account.AccountShapes;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The accounts that administer a service, or any, by number. */
final class ListDelegatedAdministrators
        implements Operation.Reading<ListDelegatedAdministrators.Request> {

    private final Paging paging;

    ListDelegatedAdministrators(Paging paging) {
        this.paging = paging;
    }

    record Request(Optional<String> service, Paging.Asked asked) {

        boolean wants(Delegation delegation) {
            return service.isEmpty() || service.get().equals(delegation.servicePrincipal());
        }
    }

    @Override
    public String name() {
        return "ListDelegatedAdministrators";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.text("ServicePrincipal"), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = ContextKeys.builder()
                .single("organizations:ServicePrincipal", request.service())
                .build();
        return List.of(OrganizationTargets.onAnything(name(), keys));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var since = new TreeMap<String, Instant>();
        snapshot.organizationServices().delegations(organization.id()).stream()
                .filter(request::wants)
                .forEach(each -> since.merge(
                        each.account().value(),
                        each.enabled(),
                        (one, other) -> one.isBefore(other) ? one : other));
        var filter = organization.id() + " " + request.service().orElse("");
        var window = paging.open(name(), call, request.asked(), filter);
        var page = window.slice(List.copyOf(since.keySet()), account -> account);
        return window.answer(
                "DelegatedAdministrators",
                page,
                account -> describe(
                        organization, account, since.getOrDefault(account, call.now()), snapshot));
    }

    private static Struct describe(
            Organization organization, String account, Instant since, Snapshot snapshot) {
        var member = Places.member(organization, account, snapshot)
                .orElseThrow(() -> new IllegalStateException("no account " + account));
        return AccountShapes.builder(organization, member, snapshot)
                .put("DelegationEnabledDate", since)
                .build();
    }
}
