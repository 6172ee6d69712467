package dev.keyward.server.kms.importing;

/**
 * Whether material that is imported is to be new to its key, named as KMS names it.
 *
 * <p>Source: KMS API Reference, "ImportKeyMaterial", {@code ImportType}.
 */
enum ImportType {
    NEW_KEY_MATERIAL,
    EXISTING_KEY_MATERIAL
}
