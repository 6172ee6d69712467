package dev.keyward.server.model;

import java.time.Instant;
import java.util.List;

/**
 * The password of a user.
 *
 * @param changed when the password was set last
 * @param sealedHashes the hashes of its passwords, sealed, from the one in force back to the oldest that
 *     is remembered
 */
public record LoginProfile(
        String userId,
        Instant created,
        Instant changed,
        boolean resetRequired,
        List<byte[]> sealedHashes) {

    public LoginProfile {
        sealedHashes = List.copyOf(sealedHashes);
    }

    /** The same, but whether the user must change it at the next sign-in. */
    public LoginProfile resetting(boolean newResetRequired) {
        return new LoginProfile(userId, created, changed, newResetRequired, sealedHashes);
    }

    @Override
    public String toString() {
        return "LoginProfile[" + userId + "]";
    }
}
