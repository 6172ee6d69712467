package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;
import java.util.Optional;

/**
 * The public half of a credential that somebody made elsewhere and uploaded for a user, or for an
 * account's root user when it has no {@code userId}.
 *
 * @param body as it was uploaded, or as we write what was
 * @param fingerprint the same for whatever is the same credential
 */
public record UploadedCredential(
        String id,
        Kind kind,
        AccountId account,
        Optional<String> userId,
        String body,
        String fingerprint,
        AccessKey.Status status,
        Instant uploaded) {

    /** What it is. */
    public enum Kind {
        SIGNING_CERTIFICATE,
        SSH_PUBLIC_KEY
    }

    public UploadedCredential withStatus(AccessKey.Status newStatus) {
        return new UploadedCredential(
                id, kind, account, userId, body, fingerprint, newStatus, uploaded);
    }
}
