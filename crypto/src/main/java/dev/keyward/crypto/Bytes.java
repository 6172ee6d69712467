package dev.keyward.crypto;

import java.util.Arrays;

/** The few things that formats and derivations do with arrays. */
public final class Bytes {

    private Bytes() {}

    /** The parts, one after the other. */
    public static byte[] join(byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length = Math.addExact(length, part.length);
        }
        var joined = new byte[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    /** Four bytes, the most significant first. */
    public static byte[] ofInt(int value) {
        return new byte[] {
            (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
        };
    }

    /** Forgets a secret, as far as a virtual machine that moves objects can. */
    public static void zero(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
