package dev.keyward.server.iam.mfa;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Finds out by two consecutive codes how far a device's clock is off, which is allowed for from then on. */
final class ResyncMfaDevice implements Operation.Writing<ResyncMfaDevice.Request> {

    private final MfaCodes codes;

    ResyncMfaDevice(MfaCodes codes) {
        this.codes = codes;
    }

    record Request(HolderRef holder, MfaDeviceRef device, CodePair pair) {}

    @Override
    public String name() {
        return "ResyncMFADevice";
    }

    @Override
    public Request read(Struct input) {
        return new Request(HolderRef.read(input), MfaDeviceRef.read(input), CodePair.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.holder().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var user = request.holder().get(call, transaction);
        var device = HolderRef.requireHeld(request.device(), user, call, transaction);
        transaction.mfaDevices().update(request.pair().synchronize(device, codes, call));
        return Struct.empty();
    }
}
