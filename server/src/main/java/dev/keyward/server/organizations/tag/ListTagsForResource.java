package dev.keyward.server.organizations.tag;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.organizations.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The tags of a root, unit, account or policy, by key. */
final class ListTagsForResource implements Operation.Reading<ListTagsForResource.Request> {

    private final Paging paging;

    ListTagsForResource(Paging paging) {
        this.paging = paging;
    }

    record Request(TaggedRef resource, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListTagsForResource";
    }

    @Override
    public Request read(Struct input) {
        return new Request(TaggedRef.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.resource().target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        request.resource().require(organization, snapshot);
        var window =
                paging.open(name(), call, request.asked(), request.resource().id());
        var tags =
                Tags.describe(snapshot.organizations().tags(request.resource().id()));
        return window.answer(
                "Tags", window.slice(tags, tag -> tag.requiredText("Key")), tag -> tag);
    }
}
