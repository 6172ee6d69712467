package dev.keyward.server.iam.mfa;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** Two codes that a device showed one after the other, in a request. */
record CodePair(String first, String second) {

    static CodePair read(Struct input) {
        return new CodePair(
                input.requiredText("AuthenticationCode1"),
                input.requiredText("AuthenticationCode2"));
    }

    /**
     * The device after its clock was set by the codes.
     *
     * @throws ServiceException {@code InvalidAuthenticationCode}
     */
    MfaDevice synchronize(MfaDevice device, MfaCodes codes, Call call) {
        return codes.synchronize(device, first, second, call.now())
                .orElseThrow(() -> IamError.INVALID_AUTHENTICATION_CODE.because(
                        "Authentication code for device is not valid."));
    }

    /** Codes are not for logs. */
    @Override
    public String toString() {
        return "CodePair[]";
    }
}
