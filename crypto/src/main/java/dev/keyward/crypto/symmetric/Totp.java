package dev.keyward.crypto.symmetric;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * One-time codes by time, as authenticator apps show them: six digits for each step of 30 seconds since
 * 1970, by HMAC-SHA-1.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: RFC 6238; RFC 4226 section 5.3.
 */
public final class Totp {

    private static final long STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final int NIBBLE = 0x0F;

    private final Providers providers;

    public Totp(Providers providers) {
        this.providers = providers;
    }

    /** The step that {@code time} is in. */
    public static long stepAt(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** When {@code step} begins. */
    public static Instant beginningOf(long step) {
        return Instant.ofEpochSecond(Math.multiplyExact(step, STEP_SECONDS));
    }

    /** The seed as apps take it: in base 32, RFC 4648. */
    public static SecretBytes text(SecretBytes seed) {
        return seed.use(bytes -> SecretBytes.taking(Base32.encode(bytes)));
    }

    /** The code of one step. */
    public String code(SecretBytes seed, long step) {
        return code(macOf(seed), step);
    }

    /**
     * The steps from {@code first} to {@code last} that have the code {@code code}, in order. All of them
     * are tried, and codes are compared in constant time, so that how long it takes tells nothing.
     */
    public List<Long> stepsWith(SecretBytes seed, String code, long first, long last) {
        var mac = macOf(seed);
        var wanted = code.getBytes(StandardCharsets.UTF_8);
        var found = new ArrayList<Long>();
        for (var step = first; step <= last; step++) {
            var candidate = code(mac, step).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(wanted, candidate)) {
                found.add(step);
            }
        }
        return found;
    }

    private Mac macOf(SecretBytes seed) {
        var mac = providers.newHmacSha1();
        return seed.use(bytes -> {
            try {
                mac.init(new SecretKeySpec(bytes, mac.getAlgorithm()));
                return mac;
            } catch (InvalidKeyException e) {
                throw new IllegalStateException("HMAC refused a seed", e);
            }
        });
    }

    private static String code(Mac mac, long step) {
        var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & NIBBLE;
        var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return "%06d".formatted(number % MODULUS);
    }
}
