package dev.keyward.server;

import dev.keyward.wire.Struct;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app with the seed of one device, which computes codes on its own. */
public final class TestingAuthenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] seed;

    private TestingAuthenticator(byte[] seed) {
        this.seed = seed;
    }

    /** Takes the seed of a device that CreateVirtualMFADevice has made. */
    public static TestingAuthenticator with(Struct device) {
        return with(new String(device.requiredBlob("Base32StringSeed"), StandardCharsets.US_ASCII));
    }

    public static TestingAuthenticator with(String base32) {
        var bits = new StringBuilder();
        for (var at = 0; at < base32.length(); at++) {
            bits.append("%5s"
                    .formatted(Integer.toBinaryString(BASE32.indexOf(base32.charAt(at))))
                    .replace(' ', '0'));
        }
        var seed = new byte[bits.length() / 8];
        for (var index = 0; index < seed.length; index++) {
            seed[index] = (byte) Integer.parseInt(bits.substring(index * 8, index * 8 + 8), 2);
        }
        return new TestingAuthenticator(seed);
    }

    /** What it shows at {@code time}. */
    public String code(Instant time) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            var step = Math.floorDiv(time.getEpochSecond(), 30L);
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[19] & 15) & 0x7FFFFFFF;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A code that it does not show within an hour of {@code time}. */
    public String wrongCode(Instant time) {
        for (var number = 0; ; number++) {
            var code = "%06d".formatted(number);
            var isShown = false;
            for (var step = -121; step <= 121; step++) {
                isShown |= code(time.plusSeconds(30L * step)).equals(code);
            }
            if (!isShown) {
                return code;
            }
        }
    }
}
