package dev.keyward.crypto;

import java.lang.invoke.VarHandle;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must not leak: key material, secret access keys, plaintexts. They never appear in a
 * log or an error text, are compared in constant time, and are reached only through {@link #use},
 * so that every exposure can be found by searching for it.
 *
 * <p>Safe for use by several threads. A use that {@link #close} overtakes fails; it never gives a
 * result that was computed from zeroes, such as a text encrypted under no key.
 */
public final class SecretBytes implements AutoCloseable {

    private final byte[] bytes;

    private volatile boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret of its own; the caller still owns {@code bytes} and should zero them. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** A secret that takes over {@code bytes}: the caller must forget them. */
    public static SecretBytes taking(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /**
     * Lets {@code work} see the bytes. It must neither keep nor change them.
     *
     * @throws IllegalStateException if the secret was closed, before or meanwhile
     */
    public <T> T use(Function<byte[], T> work) {
        requireOpen();
        T result = work.apply(bytes);
        VarHandle.fullFence(); // whoever read a zero must see that the secret is closed
        requireOpen();
        return result;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the secret was closed");
        }
    }

    /** Zeroes the bytes. */
    @Override
    public void close() {
        closed = true;
        VarHandle.fullFence(); // before any zero
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes that && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** The same for every secret, since a hash would tell something of it. */
    @Override
    public int hashCode() {
        return SecretBytes.class.hashCode();
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + " bytes]";
    }
}
