package dev.keyward.server.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether imported material expires, named as KMS names it.
 *
 * <p>Source: KMS API Reference, "ImportKeyMaterial", {@code ExpirationModel}.
 */
public enum ExpirationModel {
    KEY_MATERIAL_EXPIRES,
    KEY_MATERIAL_DOES_NOT_EXPIRE;

    /** The model of material that expires then, or never. */
    public static ExpirationModel of(Optional<Instant> expires) {
        return expires.isPresent() ? KEY_MATERIAL_EXPIRES : KEY_MATERIAL_DOES_NOT_EXPIRE;
    }
}
