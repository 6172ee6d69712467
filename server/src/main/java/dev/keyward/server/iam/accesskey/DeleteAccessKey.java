package dev.keyward.server.iam.accesskey;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes an access key for good; what it signs is refused from now on. */
final class DeleteAccessKey implements Operation.Writing<AccessKeyRef> {

    @Override
    public String name() {
        return "DeleteAccessKey";
    }

    @Override
    public AccessKeyRef read(Struct input) {
        return AccessKeyRef.read(input);
    }

    @Override
    public List<Target> targets(AccessKeyRef request, Call call, Snapshot snapshot) {
        return List.of(request.user().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            AccessKeyRef request, Call call, List<Target> targets, Transaction transaction) {
        transaction.accessKeys().delete(request.get(call, transaction));
        return Struct.empty();
    }
}
