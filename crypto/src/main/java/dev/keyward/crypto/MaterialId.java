package dev.keyward.crypto;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Names one version of a key's material: 64 lower-case hexadecimal digits, KMS's {@code
 * KeyMaterialId}.
 *
 * <p>As in KMS it is computed from the material and the key, so that material that is imported
 * again gets its old name. It is a derived key: without the material it is indistinguishable from
 * random bytes, and the same material under another key has an unrelated name. Two materials of the
 * same name would be a collision of HMAC-SHA-256, therefore nobody can make a ciphertext that opens
 * under two materials: it carries the name of one.
 *
 * <p>Source: KMS API Reference, ImportKeyMaterial, {@code KeyMaterialId}.
 */
public record MaterialId(String value) {

    /** How many bytes the digits stand for. */
    static final int BYTES = 32;

    private static final String LABEL = "keyward/material-id/v1";

    private static final String KEY_LABEL = "keyward/material-id-key/v1";

    /**
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public MaterialId {
        if (!isMaterialId(value)) {
            throw new IllegalArgumentException(
                    "a key material id is 64 lower-case hexadecimal digits");
        }
    }

    /** The id in {@code text}, or nothing if it has not the form of one. */
    public static Optional<MaterialId> parse(String text) {
        return isMaterialId(text) ? Optional.of(new MaterialId(text)) : Optional.empty();
    }

    /** Without a regular expression, since every request that uses a key asks. */
    private static boolean isMaterialId(String text) {
        return text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /**
     * Derived in two steps: an HMAC key's first step is itself an HMAC under that key, so it must not
     * be shown.
     */
    static MaterialId of(KeyIdentity key, SecretBytes secret, Providers providers) {
        var kdf = new CounterKdf(providers);
        var idKey = secret.use(bytes -> kdf.derive(bytes, KEY_LABEL, new byte[0], BYTES));
        try {
            var context = key.value().getBytes(StandardCharsets.US_ASCII);
            return of(kdf.derive(idKey, LABEL, context, BYTES));
        } finally {
            Bytes.zero(idKey);
        }
    }

    static MaterialId of(byte[] bytes) {
        return new MaterialId(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
