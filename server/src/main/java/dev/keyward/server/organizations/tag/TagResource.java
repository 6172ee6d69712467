package dev.keyward.server.organizations.tag;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.organizations.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets tags, and leaves the others as they are. */
final class TagResource implements Operation.Writing<TagResource.Request> {

    record Request(TaggedRef resource, Map<String, String> tags) {}

    @Override
    public String name() {
        return "TagResource";
    }

    @Override
    public Request read(Struct input) {
        return new Request(TaggedRef.read(input), Tags.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = Tags.ofRequest(request.tags());
        return List.of(request.resource().target(name(), keys, call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        request.resource().require(organization, transaction);
        var organizations = transaction.organizations();
        var tags = new TreeMap<>(organizations.tags(request.resource().id()));
        tags.putAll(request.tags());
        Tags.requireDistinct(tags.keySet());
        organizations.putTags(organization.id(), request.resource().id(), tags);
        return Struct.empty();
    }
}
