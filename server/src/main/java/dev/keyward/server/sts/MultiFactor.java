package dev.keyward.server.sts;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

/** Multi-factor codes in a request. Keyward has no MFA devices, so that no code can be right. */
final class MultiFactor {

    private MultiFactor() {}

    /**
     * Refuses a request that brings a device or a code.
     *
     * @throws dev.keyward.wire.ServiceException {@code AccessDenied}, as for a device that the
     *     caller does not have
     */
    static void refuse(Struct input) {
        var hasDevice = input.has("SerialNumber");
        var hasCode = input.has("TokenCode");
        if (hasDevice != hasCode) {
            throw CommonError.ACCESS_DENIED.because("MultiFactorAuthentication failed, must provide"
                    + " both MFA serial number and one time pass code.");
        }
        if (hasDevice) {
            throw CommonError.ACCESS_DENIED.because(
                    "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }
    }
}
