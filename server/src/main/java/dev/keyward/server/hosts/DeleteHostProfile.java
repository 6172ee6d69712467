package dev.keyward.server.hosts;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Forgets a profile. Sessions that have begun go on until they end, as at AWS. */
final class DeleteHostProfile implements Operation.Writing<String> {

    @Override
    public String name() {
        return "DeleteHostProfile";
    }

    @Override
    public String read(Struct input) {
        return input.requiredText("HostProfileId");
    }

    @Override
    public List<Target> targets(String id, Call call, Snapshot snapshot) {
        return HostTargets.of(name());
    }

    @Override
    public Struct perform(String id, Call call, List<Target> targets, Transaction transaction) {
        transaction.hosts().delete(HostShapes.requireProfile(id, call, transaction));
        return Struct.empty();
    }
}
