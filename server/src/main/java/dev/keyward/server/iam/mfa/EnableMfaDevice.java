package dev.keyward.server.iam.mfa;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Gives a device to a user, who shows by two consecutive codes that it is set up. */
final class EnableMfaDevice implements Operation.Writing<EnableMfaDevice.Request> {

    private final MfaCodes codes;

    EnableMfaDevice(MfaCodes codes) {
        this.codes = codes;
    }

    record Request(HolderRef holder, MfaDeviceRef device, CodePair pair) {}

    @Override
    public String name() {
        return "EnableMFADevice";
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
        HolderRef.requireMultiFactor(user, call, transaction);
        var device = request.device().get(call, transaction);
        requireFree(device, user);
        Quota.MFA_DEVICES_PER_USER.require(
                HolderRef.devices(user, call, transaction).size() + 1);
        var holder = new MfaDevice.Holder(user.map(User::id), NewEntity.created(call));
        var after = request.pair().synchronize(device, codes, call);
        transaction.mfaDevices().update(after.heldBy(Optional.of(holder)));
        return Struct.empty();
    }

    private static void requireFree(MfaDevice device, Optional<User> user) {
        if (device.isHeldBy(user.map(User::id))) {
            throw IamError.ENTITY_ALREADY_EXISTS.because("MFA Device for user "
                    + MfaShapes.name(user, device.account()) + " already exists.");
        }
        if (device.holder().isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because("MFA Device is already in use.");
        }
    }
}
