package dev.keyward.crypto.symmetric;

import dev.keyward.crypto.HmacMaterial;
import dev.keyward.crypto.Providers;

import java.security.InvalidKeyException;
import java.security.MessageDigest;

import javax.crypto.spec.SecretKeySpec;

/**
 * GenerateMac and VerifyMac, by the algorithm of the material.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: KMS API Reference, GenerateMac and VerifyMac; RFC 2104, RFC 4231.
 */
public final class HmacKey {

    /** In bytes. Source: KMS API Reference, GenerateMac, {@code Message}. */
    public static final int MAX_MESSAGE_LENGTH = 4_096;

    private final Providers providers;

    public HmacKey(Providers providers) {
        this.providers = providers;
    }

    /**
     * The MAC of {@code message}, whole.
     *
     * @throws IllegalArgumentException if there are not 1 to 4,096 bytes of message
     */
    public byte[] generate(HmacMaterial material, byte[] message) {
        if (message.length < 1 || message.length > MAX_MESSAGE_LENGTH) {
            throw new IllegalArgumentException("a message of " + message.length + " bytes");
        }
        var mac = providers.newHmac(material.algorithm());
        return material.secret().use(secret -> {
            try {
                mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
                return mac.doFinal(message);
            } catch (InvalidKeyException e) {
                throw new IllegalStateException("HMAC refused a key", e);
            }
        });
    }

    /**
     * Whether {@code mac} is the MAC of {@code message}, in a time that does not tell how much of it
     * is right. A part of a MAC is wrong.
     *
     * @throws IllegalArgumentException if there are not 1 to 4,096 bytes of message
     */
    public boolean verify(HmacMaterial material, byte[] message, byte[] mac) {
        return MessageDigest.isEqual(generate(material, message), mac);
    }
}
