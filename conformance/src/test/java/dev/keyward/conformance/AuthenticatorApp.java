package dev.keyward.conformance;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app on the phone of somebody who never gives one code twice, and waits if need be. */
final class AuthenticatorApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    /** How far ahead of its time the server takes a code; one step less than it really does. */
    private static final int AHEAD = 1;

    private final String serialNumber;
    private final byte[] seed;
    private long lastStep = now() - 2;

    AuthenticatorApp(String serialNumber, String base32Seed) {
        this.serialNumber = serialNumber;
        this.seed = decode(base32Seed);
    }

    String serialNumber() {
        return serialNumber;
    }

    private static byte[] decode(String base32) {
        var bits = new StringBuilder();
        base32.chars()
                .mapToObj(symbol -> Integer.toBinaryString(BASE32.indexOf(symbol)))
                .forEach(binary -> bits.append("0".repeat(5 - binary.length())).append(binary));
        var bytes = new byte[bits.length() / Byte.SIZE];
        for (var index = 0; index < bytes.length; index++) {
            var at = index * Byte.SIZE;
            bytes[index] = (byte) Integer.parseInt(bits.substring(at, at + Byte.SIZE), 2);
        }
        return bytes;
    }

    private static long now() {
        return Instant.now().getEpochSecond() / STEP_SECONDS;
    }

    /** The code of the next step, once it is near enough. */
    String nextCode() {
        lastStep++;
        while (lastStep > now() + AHEAD) {
            pause();
        }
        // So that it is not behind the server's window after a long pause.
        lastStep = Math.max(lastStep, now() - 1);
        return code(lastStep);
    }

    private String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(seed, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & 0x7FFFFFFF;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
