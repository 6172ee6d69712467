package dev.keyward.server.iam.tag;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** UntagUser, UntagRole and their kin. A key that is not there does no harm. */
final class UntagEntity implements Operation.Writing<UntagEntity.Request> {

    private final TaggedKind kind;

    UntagEntity(TaggedKind kind) {
        this.kind = kind;
    }

    record Request(TaggedRef entity, List<String> tagKeys) {}

    @Override
    public String name() {
        return "Untag" + kind.word();
    }

    @Override
    public Request read(Struct input) {
        return new Request(kind.read(input), input.texts("TagKeys"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = Tags.ofRequest(request.tagKeys());
        return List.of(request.entity().target(name(), keys, call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var entity = request.entity().get(call, transaction);
        var tags = Tags.without(entity.tags(), request.tagKeys(), kind.rule());
        request.entity().update(name(), tags, call, transaction);
        return Struct.empty();
    }
}
