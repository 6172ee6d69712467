package dev.keyward.crypto.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * An RSA public key of 2,048 to 16,384 bits as SSH programs have it.
 *
 * <p>Source: IAM API Reference, "UploadSSHPublicKey"; RFC 4253, section 6.6; RFC 4716, section 4 for the
 * fingerprint.
 */
public final class SshPublicKey {

    private static final String TYPE = "ssh-rsa";
    private static final Pattern SSH =
            Pattern.compile(TYPE + "[ \\t]+([A-Za-z0-9+/]+={0,2})(?:[ \\t]+[^\\r\\n]*)?");

    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 16_384;

    private final BigInteger modulus;
    private final BigInteger exponent;

    private SshPublicKey(BigInteger modulus, BigInteger exponent) {
        this.modulus = modulus;
        this.exponent = exponent;
    }

    /** Whether a text is in one of the two encodings at all: a line of SSH, or PEM. */
    public static boolean isEncoded(String text) {
        return SSH.matcher(text.strip()).matches() || PemBlock.single(text).isPresent();
    }

    /** The key of a text in one of the two encodings; empty if it is none, or too small or too large. */
    public static Optional<SshPublicKey> parse(String text) {
        var line = SSH.matcher(text.strip());
        try {
            var key = line.matches()
                    ? ofBlob(Base64.getDecoder().decode(line.group(1)))
                    : PemBlock.single(text).map(SshPublicKey::ofPem);
            return key.filter(SshPublicKey::isSound);
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<SshPublicKey> ofBlob(byte[] blob) {
        var in = ByteBuffer.wrap(blob);
        if (!new String(next(in), StandardCharsets.US_ASCII).equals(TYPE)) {
            return Optional.empty();
        }
        var exponent = new BigInteger(next(in));
        var modulus = new BigInteger(next(in));
        var key = new SshPublicKey(modulus, exponent);
        // One key has one blob, so that it has one fingerprint.
        return Arrays.equals(key.blob(), blob) ? Optional.of(key) : Optional.empty();
    }

    private static byte[] next(ByteBuffer in) {
        var length = in.getInt();
        if (length < 1 || length > in.remaining()) {
            throw new IllegalArgumentException("a part of " + length + " bytes");
        }
        var part = new byte[length];
        in.get(part);
        return part;
    }

    private static SshPublicKey ofPem(PemBlock block) {
        var key = switch (block.label()) {
            case "PUBLIC KEY" -> ofInfo(SubjectPublicKeyInfo.getInstance(block.content()));
            case "RSA PUBLIC KEY" -> RSAPublicKey.getInstance(block.content());
            default -> throw new IllegalArgumentException("no public key: " + block.label());
        };
        return new SshPublicKey(key.getModulus(), key.getPublicExponent());
    }

    private static RSAPublicKey ofInfo(SubjectPublicKeyInfo info) {
        if (!info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            throw new IllegalArgumentException("no RSA key");
        }
        try {
            return RSAPublicKey.getInstance(info.parsePublicKey());
        } catch (IOException malformed) {
            throw new IllegalArgumentException("a malformed key", malformed);
        }
    }

    private boolean isSound() {
        return modulus.signum() > 0
                && modulus.testBit(0)
                && modulus.bitLength() >= LEAST_BITS
                && modulus.bitLength() <= MOST_BITS
                && exponent.compareTo(BigInteger.TWO) > 0
                && exponent.testBit(0)
                && exponent.compareTo(modulus) < 0;
    }

    private byte[] blob() {
        var type = TYPE.getBytes(StandardCharsets.US_ASCII);
        var e = exponent.toByteArray();
        var n = modulus.toByteArray();
        return ByteBuffer.allocate(3 * Integer.BYTES + type.length + e.length + n.length)
                .putInt(type.length)
                .put(type)
                .putInt(e.length)
                .put(e)
                .putInt(n.length)
                .put(n)
                .array();
    }

    /** A line as SSH programs write it, without a comment. */
    public String ssh() {
        return TYPE + " " + Base64.getEncoder().encodeToString(blob());
    }

    /** A SubjectPublicKeyInfo in PEM. */
    public String pem() {
        try {
            var info = new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new RSAPublicKey(modulus, exponent));
            return PemBlock.print("PUBLIC KEY", info.getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException("a key cannot be encoded", e);
        }
    }

    /** The MD5 of the key as SSH sends it, 16 pairs of digits with colons between, as AWS shows it. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(blob());
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public String toString() {
        return "SshPublicKey[" + fingerprint() + "]";
    }
}
