package dev.keyward.server.iam.mfa;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Takes a device away from whom it was enabled for. Its codes are worth nothing from then on. */
final class DeactivateMfaDevice implements Operation.Writing<DeactivateMfaDevice.Request> {

    record Request(HolderRef holder, MfaDeviceRef device) {}

    @Override
    public String name() {
        return "DeactivateMFADevice";
    }

    @Override
    public Request read(Struct input) {
        return new Request(HolderRef.read(input), MfaDeviceRef.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.holder().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var user = request.holder().get(call, transaction);
        HolderRef.requireMultiFactor(user, call, transaction);
        var device = HolderRef.requireHeld(request.device(), user, call, transaction);
        transaction.mfaDevices().update(device.heldBy(Optional.empty()));
        return Struct.empty();
    }
}
