package dev.keyward.server.iam.accesskey;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.KeyStatus;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Makes an access key sign no more, or again. */
final class UpdateAccessKey implements Operation.Writing<UpdateAccessKey.Request> {

    record Request(AccessKeyRef key, AccessKey.Status status) {}

    @Override
    public String name() {
        return "UpdateAccessKey";
    }

    @Override
    public Request read(Struct input) {
        return new Request(AccessKeyRef.read(input), KeyStatus.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.key().user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var key = request.key().get(call, transaction);
        transaction.accessKeys().update(key.withStatus(request.status()));
        return Struct.empty();
    }
}
