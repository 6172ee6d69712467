package dev.keyward.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key derived from a secret access key for one {@link Scope}. It is worth keeping: deriving takes
 * four MACs, signing one. Whoever holds it can sign in that scope for that day, so it is a secret
 * too, and it never shows its bytes.
 *
 * <p>Source: IAM User Guide, "Create a signed AWS API request", step 4.
 */
public final class SigningKey {

    private final Scope scope;

    private final byte[] key;

    private SigningKey(Scope scope, byte[] key) {
        this.scope = scope;
        this.key = key;
    }

    /** Derives the key; {@code secret} stays the caller's, and no copy of it is left behind. */
    public static SigningKey derive(byte[] secret, Scope scope) {
        byte[] prefix = "AWS4".getBytes(StandardCharsets.UTF_8);
        byte[] seed = Arrays.copyOf(prefix, prefix.length + secret.length);
        System.arraycopy(secret, 0, seed, prefix.length, secret.length);
        byte[] date = Sha256.mac(seed, scope.date());
        byte[] region = Sha256.mac(date, scope.region());
        byte[] service = Sha256.mac(region, scope.service());
        byte[] key = Sha256.mac(service, Scope.TERMINATOR);
        for (byte[] passed : new byte[][] {seed, date, region, service}) {
            Arrays.fill(passed, (byte) 0);
        }
        return new SigningKey(scope, key);
    }

    public Scope scope() {
        return scope;
    }

    /** The signature of {@code stringToSign} in lower-case hexadecimal. */
    String sign(String stringToSign) {
        return HexFormat.of().formatHex(Sha256.mac(key, stringToSign));
    }

    @Override
    public String toString() {
        return "SigningKey[" + scope + "]";
    }
}
