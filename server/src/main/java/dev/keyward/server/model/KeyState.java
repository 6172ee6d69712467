package dev.keyward.server.model;

/**
 * Where a key stands in its life, named as KMS names it.
 *
 * <p>Source: KMS Developer Guide, "Key states of AWS KMS keys".
 */
public enum KeyState {
    CREATING("Creating"),
    ENABLED("Enabled"),
    DISABLED("Disabled"),
    PENDING_DELETION("PendingDeletion"),
    PENDING_REPLICA_DELETION("PendingReplicaDeletion"),
    PENDING_IMPORT("PendingImport"),
    UNAVAILABLE("Unavailable"),
    UPDATING("Updating");

    private final String wireName;

    KeyState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
