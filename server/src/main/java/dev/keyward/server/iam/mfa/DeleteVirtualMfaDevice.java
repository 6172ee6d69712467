package dev.keyward.server.iam.mfa;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes a device that is not enabled for anybody, with its seed. */
final class DeleteVirtualMfaDevice implements Operation.Writing<MfaDeviceRef> {

    @Override
    public String name() {
        return "DeleteVirtualMFADevice";
    }

    @Override
    public MfaDeviceRef read(Struct input) {
        return MfaDeviceRef.read(input);
    }

    @Override
    public List<Target> targets(MfaDeviceRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            MfaDeviceRef request, Call call, List<Target> targets, Transaction transaction) {
        var device = request.get(call, transaction);
        if (device.holder().isPresent()) {
            throw IamError.DELETE_CONFLICT.because(
                    "MFA VirtualDevice in use. Must deactivate first.");
        }
        transaction.mfaDevices().delete(device);
        return Struct.empty();
    }
}
