package dev.keyward.server.kms.common;

import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.ServiceException;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which states of a key an operation refuses, with the words that KMS has for each.
 *
 * <p>Source: KMS Developer Guide, "Key states of AWS KMS keys".
 */
public final class KeyStates {

    private static final Set<KeyState> DELETED_SOON =
            EnumSet.of(KeyState.PENDING_DELETION, KeyState.PENDING_REPLICA_DELETION);

    private KeyStates() {}

    /** Refuses a key that cannot be used for cryptography now. */
    public static void requireUsable(KmsKey key) {
        switch (key.state()) {
            case ENABLED, UPDATING -> {}
            case DISABLED,
                    PENDING_DELETION,
                    PENDING_REPLICA_DELETION,
                    PENDING_IMPORT,
                    UNAVAILABLE,
                    CREATING -> throw refusal(key);
        }
    }

    /** Refuses a key that nothing can be granted on now. */
    public static void requireGrantable(KmsKey key) {
        switch (key.state()) {
            case ENABLED, UNAVAILABLE, UPDATING -> {}
            case DISABLED, PENDING_DELETION, PENDING_REPLICA_DELETION, PENDING_IMPORT, CREATING ->
                throw refusal(key);
        }
    }

    /** Refuses a key that cannot be replicated now. */
    public static void requireReplicable(KmsKey key) {
        if (!key.isEnabled()) {
            throw refusal(key);
        }
    }

    /** Refuses to enable or disable a key that is neither enabled nor disabled. */
    public static void requireSwitchable(KmsKey key) {
        switch (key.state()) {
            case ENABLED, DISABLED, UNAVAILABLE -> {}
            case PENDING_DELETION, PENDING_REPLICA_DELETION, PENDING_IMPORT, CREATING, UPDATING ->
                throw refusal(key);
        }
    }

    /** Refuses to change what describes a key that will be deleted: its tags, its description, its aliases. */
    public static void requireNotPendingDeletion(KmsKey key) {
        if (isPendingDeletion(key)) {
            throw refusal(key);
        }
    }

    /** Refuses to schedule a deletion that is scheduled already, or cannot be now. */
    public static void requireDeletable(KmsKey key) {
        requireNotPendingDeletion(key);
        if (key.state() == KeyState.UPDATING) {
            throw refusal(key);
        }
    }

    /** Refuses to give out parameters for an import that a key could not have. */
    public static void requireReadyForImport(KmsKey key) {
        requireImportable(key);
        if (key.state() == KeyState.UPDATING) {
            throw refusal(key);
        }
    }

    /** Refuses to import material into a key that will be deleted, or is not there yet. */
    public static void requireImportable(KmsKey key) {
        switch (key.state()) {
            case ENABLED, DISABLED, PENDING_IMPORT, UPDATING -> {}
            case PENDING_DELETION, PENDING_REPLICA_DELETION, UNAVAILABLE, CREATING ->
                throw refusal(key);
        }
    }

    /** Refuses to delete the material of a key that is not there yet, or just being changed. */
    public static void requireMaterialDeletable(KmsKey key) {
        switch (key.state()) {
            case ENABLED, DISABLED, PENDING_IMPORT, PENDING_DELETION, PENDING_REPLICA_DELETION -> {}
            case UNAVAILABLE, CREATING, UPDATING -> throw refusal(key);
        }
    }

    /** Refuses to cancel a deletion that is not scheduled. */
    public static void requirePendingDeletion(KmsKey key) {
        if (!isPendingDeletion(key)) {
            throw KmsError.INVALID_STATE.because(key.arn() + " is not pending deletion.");
        }
    }

    /** Whether it will be deleted, at a date that is set or after its replicas. */
    public static boolean isPendingDeletion(KmsKey key) {
        return DELETED_SOON.contains(key.state());
    }

    private static ServiceException refusal(KmsKey key) {
        return switch (key.state()) {
            case DISABLED -> KmsError.DISABLED.because(key.arn() + " is disabled.");
            case PENDING_DELETION -> invalid(key, "pending deletion");
            case PENDING_REPLICA_DELETION -> invalid(key, "pending replica deletion");
            case PENDING_IMPORT -> invalid(key, "pending import");
            case UNAVAILABLE -> invalid(key, "unavailable");
            case CREATING -> invalid(key, "creating");
            case UPDATING -> invalid(key, "updating");
            case ENABLED -> throw new IllegalStateException("refused the enabled " + key.arn());
        };
    }

    private static ServiceException invalid(KmsKey key, String what) {
        return KmsError.INVALID_STATE.because(key.arn() + " is " + what + ".");
    }
}
