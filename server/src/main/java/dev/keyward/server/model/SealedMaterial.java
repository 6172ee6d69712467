package dev.keyward.server.model;

import dev.keyward.policy.Arn;

/**
 * One version of a key's material, sealed under the root key with the key's id as authenticated
 * data. The bytes mean nothing without the root key.
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes, never compared
public record SealedMaterial(Arn keyArn, String materialId, byte[] sealed) {

    @Override
    public String toString() {
        return "SealedMaterial[" + keyArn + ", " + materialId + "]";
    }
}
