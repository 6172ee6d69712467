package dev.keyward.server.sts;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.MfaCodes;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A code of the caller's MFA device in a request for temporary credentials. It is checked, and used up,
 * in the transaction that decides about the request, before anything of it is decided.
 *
 * <p>Source: IAM User Guide, "Secure API access with MFA".
 */
record MultiFactor(String serialNumber, String code) {

    private static final String FAILED = "MultiFactorAuthentication failed";

    /**
     * Reads {@code SerialNumber} and {@code TokenCode}.
     *
     * @throws ServiceException {@code AccessDenied} if there is one without the other
     */
    static Optional<MultiFactor> read(Struct input) {
        var serialNumber = input.text("SerialNumber");
        var code = input.text("TokenCode");
        if (serialNumber.isPresent() != code.isPresent()) {
            throw CommonError.ACCESS_DENIED.because(
                    FAILED + ", must provide both MFA serial number and one time pass code.");
        }
        return serialNumber.map(number -> new MultiFactor(number, code.orElseThrow()));
    }

    /** The condition keys of a request that brings a code, which was checked before they are asked for. */
    static ContextKeys keys(Optional<MultiFactor> given) {
        return given.isEmpty()
                ? ContextKeys.empty()
                : ContextKeys.builder()
                        .single("aws:MultiFactorAuthPresent", "true")
                        .single("aws:MultiFactorAuthAge", "0")
                        .build();
    }

    /** What the session is told of it. */
    static SignIn signIn(Optional<MultiFactor> given, Call call) {
        return given.isEmpty() ? SignIn.NONE : SignIn.withMultiFactor(call.now());
    }

    /**
     * What uses up the code that a request brings.
     *
     * @throws ServiceException {@code AccessDenied} if the device is not the caller's, or too many
     *     codes were tried; later, if the code is wrong
     */
    static Optional<Consumer<Transaction>> use(
            Optional<MultiFactor> given, MfaCodes codes, Call call, Snapshot snapshot) {
        return given.map(factor -> {
            // Here, so that who only guesses does not keep writers waiting.
            factor.device(codes, call, snapshot);
            return transaction -> factor.take(codes, call, transaction);
        });
    }

    private void take(MfaCodes codes, Call call, Transaction transaction) {
        var after = codes.take(device(codes, call, transaction), code, call.now());
        if (after.isEmpty()) {
            throw CommonError.ACCESS_DENIED.because(
                    FAILED + " with invalid MFA one time pass code.");
        }
        transaction.mfaDevices().putLastCode(after.get());
    }

    private MfaDevice device(MfaCodes codes, Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .filter(device -> codes.mayTry(device, call.now()))
                // The two spaces are AWS's.
                .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                        FAILED + ", unable to validate MFA code.  Please verify your MFA serial"
                                + " number is valid and associated with this user."));
    }

    private Optional<MfaDevice> find(Call call, Snapshot snapshot) {
        if (!Arn.isArn(serialNumber)) {
            return Optional.empty();
        }
        var device = snapshot.mfaDevices()
                .find(Arn.parse(serialNumber))
                .filter(found -> found.account().equals(call.account()));
        return switch (call.caller().principal()) {
            case Principal.User user ->
                device.filter(found -> found.isHeldBy(Optional.of(user.id())));
            case Principal.Root _ -> device.filter(found -> found.isHeldBy(Optional.empty()));
            case Principal.AssumedRole _,
                    Principal.FederatedUser _,
                    Principal.Federated _,
                    Principal.Service _ -> Optional.empty();
        };
    }
}
