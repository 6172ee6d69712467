package dev.keyward.server.iam.password;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.wire.ServiceException;

import java.util.Optional;
import java.util.function.Function;

/**
 * Holds a new password to the ones before it, which takes long and so happens between the two readings of
 * the store that an operation does anyway.
 */
final class PasswordChange {

    private final Store store;
    private final Passwords passwords;

    PasswordChange(Store store, Passwords passwords) {
        this.store = store;
        this.passwords = passwords;
    }

    /** A profile, and how many of its passwords cannot be had again. */
    record Found(LoginProfile profile, int forbidden) {}

    /**
     * Reads the profile of a user.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    Found read(Call call, Function<Snapshot, User> user) {
        return store.read(snapshot -> {
            var profile = NewPassword.find(user.apply(snapshot), snapshot);
            var forbidden = snapshot.passwordPolicies()
                    .find(call.account())
                    .flatMap(PasswordPolicy::reusePrevention);
            return new Found(profile, forbidden.orElse(0));
        });
    }

    /**
     * The new password, ready to be set.
     *
     * @throws ServiceException {@code PasswordPolicyViolation} if the user had it before
     */
    NewPassword to(PasswordInput password, Found found) {
        try (var secret = password.secret()) {
            if (passwords.isOneOf(found.profile(), found.forbidden(), secret)) {
                throw PasswordRules.violation("Policy constraint violation with password reuse"
                        + " prevention during password change.");
            }
            return new NewPassword(
                    Optional.of(found.profile()), Optional.of(passwords.hash(secret)));
        }
    }
}
