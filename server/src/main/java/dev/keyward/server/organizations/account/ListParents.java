package dev.keyward.server.organizations.account;

import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** The one root or unit that an account or a unit is in. */
final class ListParents implements Operation.Reading<ListParents.Request> {

    private final Paging paging;

    ListParents(Paging paging) {
        this.paging = paging;
    }

    record Request(String childId, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListParents";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("ChildId"), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.on(name(), request.childId(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var parentId = parentOf(request.childId(), organization, snapshot)
                .orElseThrow(() -> OrganizationsError.CHILD_NOT_FOUND.because(
                        "You specified a child that doesn't exist."));
        var window = paging.open(name(), call, request.asked(), request.childId());
        var page = window.slice(List.of(parentId), id -> id);
        return window.answer(
                "Parents",
                page,
                id -> Struct.builder()
                        .put("Id", id)
                        .put(
                                "Type",
                                id.equals(organization.rootId()) ? "ROOT" : "ORGANIZATIONAL_UNIT")
                        .build());
    }

    private static Optional<String> parentOf(
            String childId, Organization organization, Snapshot snapshot) {
        return AccountId.isAccountId(childId)
                ? Places.member(organization, childId, snapshot).map(Member::parentId)
                : Places.unit(organization, childId, snapshot).map(OrganizationalUnit::parentId);
    }
}
