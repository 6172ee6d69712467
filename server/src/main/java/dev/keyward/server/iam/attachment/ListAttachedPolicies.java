package dev.keyward.server.iam.attachment;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * ListAttachedUserPolicies, ListAttachedGroupPolicies and ListAttachedRolePolicies: the managed
 * policies that an owner has, by name.
 */
final class ListAttachedPolicies implements Operation.Reading<ListAttachedPolicies.Request> {

    private static final String RESOURCE_PREFIX = "policy";

    private final OwnerKind kind;
    private final Paging paging;

    ListAttachedPolicies(OwnerKind kind, Paging paging) {
        this.kind = kind;
        this.paging = paging;
    }

    record Request(OwnerRef owner, String pathPrefix, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListAttached" + kind.word() + "Policies";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(kind, input), PathInput.prefix(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.owner().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var owner = request.owner().get(call, snapshot);
        var window = paging.open(
                name(), call, request.asked(), owner.id() + "\n" + request.pathPrefix());
        var attached = snapshot.attachments().policiesOf(owner.id()).stream()
                .filter(arn -> arn.resource().startsWith(RESOURCE_PREFIX + request.pathPrefix()))
                .toList();
        // One of AWS may have the name of one of ours.
        var page = window.slice(attached, arn -> PolicyRef.nameOf(arn) + " " + arn.account());
        return window.answer("AttachedPolicies", page, EntityShapes::attached).build();
    }
}
