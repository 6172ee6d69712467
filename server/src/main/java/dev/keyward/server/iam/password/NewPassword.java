package dev.keyward.server.iam.password;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.LoginProfile;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The hash of a password that is to be set, made outside of the store.
 *
 * @param before the profile that it was held to, which must still be the user's
 * @param hashed empty if no password is to be set
 */
record NewPassword(Optional<LoginProfile> before, Optional<SecretBytes> hashed)
        implements Operation.Prepared {

    /** As many as a policy can forbid. */
    private static final int REMEMBERED = 24;

    @Override
    public void close() {
        hashed.ifPresent(SecretBytes::close);
    }

    /**
     * The profile of the user, unless it was changed meanwhile.
     *
     * @throws ServiceException {@code NoSuchEntity}; {@code EntityTemporarilyUnmodifiable}
     */
    LoginProfile requireUnchanged(User user, Snapshot snapshot) {
        var profile = find(user, snapshot);
        if (!before.map(LoginProfile::changed).equals(Optional.of(profile.changed()))) {
            throw IamError.ENTITY_TEMPORARILY_UNMODIFIABLE.because(
                    "The login profile of user " + user.name() + " was changed at the same time.");
        }
        return profile;
    }

    /**
     * The profile of a user.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    static LoginProfile find(User user, Snapshot snapshot) {
        return snapshot.loginProfiles()
                .find(user.id())
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "Login Profile for User " + user.name() + " cannot be found."));
    }

    /** {@code profile} with the password in force, those before it remembered. */
    LoginProfile setIn(LoginProfile profile, Passwords passwords, Instant now) {
        if (hashed.isEmpty()) {
            return profile;
        }
        var hashes = new ArrayList<byte[]>();
        hashes.add(passwords.seal(profile.userId(), hashed.get()));
        profile.sealedHashes().stream().limit(REMEMBERED - 1L).forEach(hashes::add);
        return new LoginProfile(
                profile.userId(), profile.created(), now, profile.resetRequired(), hashes);
    }
}
