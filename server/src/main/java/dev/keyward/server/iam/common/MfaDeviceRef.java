package dev.keyward.server.iam.common;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * An MFA device as a request names it: by its serial number, which is the ARN of a virtual one. There
 * are no others.
 */
public record MfaDeviceRef(String serialNumber) {

    private static final String TYPE = "mfa/";

    public static MfaDeviceRef read(Struct input) {
        return new MfaDeviceRef(input.requiredText("SerialNumber"));
    }

    /** The device, if the account has it. */
    public Optional<MfaDevice> find(Call call, Snapshot snapshot) {
        return Optional.of(arn(call))
                .filter(arn -> arn.account().equals(call.account().value()))
                .flatMap(snapshot.mfaDevices()::find);
    }

    /**
     * The device.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public MfaDevice get(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because("VirtualMFADevice with serial"
                        + " number " + serialNumber + " doesn't exist."));
    }

    /** The action on the device, or on what would have this serial number. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var resourceKeys = find(call, snapshot)
                .map(device -> Tags.ofResource(device.tags()))
                .orElse(ContextKeys.empty());
        return new Target("iam:" + operation, Target.Named.of(arn(call), resourceKeys), keys);
    }

    /** The ARN; a number that is none is taken for the name of a device of the account. */
    private Arn arn(Call call) {
        if (Arn.isArn(serialNumber)) {
            var arn = Arn.parse(serialNumber);
            if (arn.service().equals("iam") && arn.resource().startsWith(TYPE)) {
                return arn;
            }
        }
        return new Arn("aws", "iam", "", call.account().value(), TYPE + serialNumber);
    }
}
