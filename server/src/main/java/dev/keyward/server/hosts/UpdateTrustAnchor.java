package dev.keyward.server.hosts;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Switches an anchor off or on, and replaces its certificates or what was taken back of them. */
final class UpdateTrustAnchor implements Operation.Writing<UpdateTrustAnchor.Request> {

    record Request(String id, Optional<Boolean> enabled, AnchorInput input) {}

    @Override
    public String name() {
        return "UpdateTrustAnchor";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.requiredText("TrustAnchorId"),
                input.bool("Enabled"),
                AnchorInput.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return HostTargets.of(name());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var anchor = HostShapes.requireAnchor(request.id(), call, transaction);
        var updated = anchor.with(
                request.enabled().orElse(anchor.enabled()),
                request.input().certificates().orElse(anchor.certificates()),
                request.input().revocations().orElse(anchor.revocations()),
                call.now());
        transaction.hosts().update(updated);
        return Struct.builder().put("TrustAnchor", HostShapes.anchor(updated)).build();
    }
}
