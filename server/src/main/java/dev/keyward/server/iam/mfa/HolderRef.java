package dev.keyward.server.iam.mfa;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.MfaDeviceRef;
import dev.keyward.server.model.MfaDevice;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/**
 * Whose device a request is about: that of the user it names, or else of the caller. The root user has
 * no name; where the API wants one it gives the number of its account.
 */
record HolderRef(Optional<String> named) {

    static HolderRef read(Struct input) {
        return new HolderRef(CallerUser.read(input).named());
    }

    Target target(String operation, Call call, Snapshot snapshot) {
        return user(call, snapshot).target(operation, call, snapshot);
    }

    /**
     * The user; empty for the root user.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    Optional<User> get(Call call, Snapshot snapshot) {
        return user(call, snapshot).get(call, snapshot);
    }

    /** The devices of whom {@link #get} gave. */
    static List<MfaDevice> devices(Optional<User> holder, Call call, Snapshot snapshot) {
        return snapshot.mfaDevices().of(call.account(), holder.map(User::id));
    }

    /**
     * The device that a request names, if it is the holder's.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    static MfaDevice requireHeld(
            MfaDeviceRef device, Optional<User> holder, Call call, Snapshot snapshot) {
        return device.find(call, snapshot)
                .filter(found -> found.isHeldBy(holder.map(User::id)))
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because("MFA Device invalid for user."));
    }

    /**
     * Refuses users who have a device and add or remove one of their own without having signed in with
     * one: an access key alone, which may have been stolen, must not get around it.
     *
     * <p>Source: AWS Security Bulletin AWS-2023-001.
     *
     * @throws ServiceException {@code AccessDenied}
     */
    static void requireMultiFactor(Optional<User> holder, Call call, Snapshot snapshot) {
        if (holder.isEmpty()
                || !isCaller(holder.get(), call)
                || call.caller().session().map(Session::signIn).stream()
                        .anyMatch(signIn -> signIn.multiFactor().isPresent())
                || devices(holder, call, snapshot).isEmpty()) {
            return;
        }
        throw CommonError.ACCESS_DENIED.because(
                "To complete this action, please ensure that you are"
                        + " authenticated with an MFA device that is enabled for this user.");
    }

    private static boolean isCaller(User user, Call call) {
        return call.caller().principal() instanceof Principal.User caller
                && caller.id().equals(user.id());
    }

    private CallerUser user(Call call, Snapshot snapshot) {
        var isRoot = call.caller().principal() instanceof Principal.Root
                && named.equals(Optional.of(call.account().value()))
                && snapshot.users().find(call.account(), call.account().value()).isEmpty();
        return new CallerUser(isRoot ? Optional.empty() : named);
    }
}
