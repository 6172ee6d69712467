package dev.keyward.server.callers;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Forgets a service with its access keys; what they sign is refused from now on. */
final class DeregisterService implements Operation.Writing<String> {

    @Override
    public String name() {
        return "DeregisterService";
    }

    @Override
    public String read(Struct input) {
        return ServiceShapes.principal(input);
    }

    @Override
    public List<Target> targets(String principal, Call call, Snapshot snapshot) {
        return Registrar.targets(name(), call, snapshot);
    }

    @Override
    public Struct perform(
            String principal, Call call, List<Target> targets, Transaction transaction) {
        transaction.registeredServices().delete(ServiceShapes.require(principal, transaction));
        return Struct.empty();
    }
}
