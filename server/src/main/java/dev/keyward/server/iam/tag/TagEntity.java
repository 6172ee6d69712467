package dev.keyward.server.iam.tag;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;

/** TagUser, TagRole and their kin: sets tags, and leaves the others as they are. */
final class TagEntity implements Operation.Writing<TagEntity.Request> {

    private final TaggedKind kind;

    TagEntity(TaggedKind kind) {
        this.kind = kind;
    }

    record Request(TaggedRef entity, Map<String, String> tags) {}

    @Override
    public String name() {
        return "Tag" + kind.word();
    }

    @Override
    public Request read(Struct input) {
        return new Request(kind.read(input), Tags.read(input, kind.rule()));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = Tags.ofRequest(request.tags());
        return List.of(request.entity().target(name(), keys, call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var entity = request.entity().get(call, transaction);
        var tags = Tags.with(entity.tags(), request.tags(), kind.rule());
        kind.quota().require(tags.size());
        request.entity().update(name(), tags, call, transaction);
        return Struct.empty();
    }
}
