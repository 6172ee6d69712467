package dev.keyward.server.model;

import dev.keyward.policy.AccountId;

import java.time.Instant;
import java.util.Optional;

/**
 * A long-term access key ({@code AKIA...}) of a user, or of an account's root user when it has no
 * {@code userId}. The secret is sealed under the root key with the access key's id as authenticated
 * data.
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record AccessKey(
        String id,
        AccountId account,
        Optional<String> userId,
        Status status,
        byte[] sealedSecret,
        Instant created) {

    /** Whether the key may sign. */
    public enum Status {
        ACTIVE("Active"),
        INACTIVE("Inactive");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    public AccessKey withStatus(Status newStatus) {
        return new AccessKey(id, account, userId, newStatus, sealedSecret, created);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + ", " + status + "]";
    }
}
