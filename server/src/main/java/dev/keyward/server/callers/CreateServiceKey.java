package dev.keyward.server.callers;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Another access key of a service, to take the place of the one that it has. */
final class CreateServiceKey implements Operation.Writing<String> {

    private final FreshServiceKeys keys;

    CreateServiceKey(FreshServiceKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "CreateServiceKey";
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
        var answer = Struct.builder();
        keys.make(ServiceShapes.require(principal, transaction), call, answer, transaction);
        return answer.build();
    }
}
