package dev.keyward.server.iam.inlinepolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;

import java.util.List;

/** ListUserPolicies, ListGroupPolicies and ListRolePolicies: the names of an owner's inline policies. */
final class ListInlinePolicies implements Operation.Reading<ListInlinePolicies.Request> {

    private final OwnerKind kind;
    private final Paging paging;

    ListInlinePolicies(OwnerKind kind, Paging paging) {
        this.kind = kind;
        this.paging = paging;
    }

    record Request(OwnerRef owner, Paging.Asked asked) {}

    @Override
    public String name() {
        return "List" + kind.word() + "Policies";
    }

    @Override
    public Request read(Struct input) {
        return new Request(OwnerRef.read(kind, input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.owner().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var owner = request.owner().get(call, snapshot);
        var window = paging.open(name(), call, request.asked(), owner.id());
        var page = window.slice(snapshot.inlinePolicies().list(owner.id()), InlinePolicy::name);
        return window.answer("PolicyNames", page, policy -> Document.of(policy.name()))
                .build();
    }
}
