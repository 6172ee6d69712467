package dev.keyward.server.iam.mfa;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Tells about FIDO security keys, of which there are none: AWS refuses every virtual device here, and
 * so does this.
 */
final class GetMfaDevice implements Operation.Reading<MfaDeviceRef> {

    @Override
    public String name() {
        return "GetMFADevice";
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
            MfaDeviceRef request, Call call, List<Target> targets, Snapshot snapshot) {
        throw CommonError.VALIDATION.because("The MFA device serial number sent in the request is"
                + " invalid or not supported by this API. Currently, only hardware FIDO security"
                + " keys are supported. Please use the compatible device or API.");
    }
}
