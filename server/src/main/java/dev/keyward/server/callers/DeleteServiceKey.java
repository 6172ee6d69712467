package dev.keyward.server.callers;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes an access key of a service for good; what it signs is refused from now on. */
final class DeleteServiceKey implements Operation.Writing<DeleteServiceKey.Request> {

    record Request(String principal, String accessKeyId) {}

    @Override
    public String name() {
        return "DeleteServiceKey";
    }

    @Override
    public Request read(Struct input) {
        return new Request(ServiceShapes.principal(input), input.requiredText("AccessKeyId"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return Registrar.targets(name(), call, snapshot);
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var services = transaction.registeredServices();
        var key = services.findKey(request.accessKeyId())
                .filter(found -> found.principal().equals(request.principal()))
                .orElseThrow(() -> CallerError.NOT_FOUND.because(
                        request.principal() + " has no access key " + request.accessKeyId()));
        services.deleteKey(key);
        return Struct.empty();
    }
}
