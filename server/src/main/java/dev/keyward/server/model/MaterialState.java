package dev.keyward.server.model;

/**
 * What a key does with one of its materials, named as KMS names it.
 *
 * <p>Source: KMS API Reference, "RotationsListEntry", {@code KeyMaterialState}.
 */
public enum MaterialState {
    /** It decrypts what it encrypted once. */
    NON_CURRENT,
    /** It encrypts. */
    CURRENT,
    /** It was imported and waits for RotateKeyOnDemand. */
    PENDING_ROTATION,
    /** It waits to be imported into each replica, too. */
    PENDING_MULTI_REGION_IMPORT_AND_ROTATION
}
