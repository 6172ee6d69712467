package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SigningAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.interfaces.RSAKey;
import java.util.HexFormat;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.util.DigestFactory;

/**
 * Signatures by RSA over a ready digest, for which AWS-LC's provider has no name. It does RSA all
 * the same, and with the padding of PKCS #1 nothing is left to do but to put the name of the hash
 * before the digest; for PSS Bouncy Castle pads, and RSA stays with AWS-LC, which is five times as
 * fast.
 *
 * <p>RSASSA-PKCS1-v1_5 over a message goes the same way, after its hash: the JDK takes a signature
 * that names its hash without parameters, AWS-LC does not, and what is one should not depend on who
 * looks.
 *
 * <p>Source: RFC 8017, sections 8.1, 8.2 and 9.2.
 */
final class RsaDigests {

    private static final byte PSS_TRAILER = (byte) 0xbc;

    private final Providers providers;

    RsaDigests(Providers providers) {
        this.providers = providers;
    }

    /** Whether this is signed here, not by a library as a whole. */
    static boolean takes(SigningInput input) {
        return input.algorithm().isRsa()
                && (input.type() == MessageType.DIGEST || !input.algorithm().isPss());
    }

    byte[] sign(AsymmetricMaterial material, SigningInput input) {
        return material.usePrivateKey(input.type(), key -> {
            try {
                return input.algorithm().isPss()
                        ? signer(true, key, input).generateSignature()
                        : pkcs1(Cipher.ENCRYPT_MODE, key).doFinal(digestInfo(input));
            } catch (GeneralSecurityException | CryptoException e) {
                throw new IllegalStateException(input.algorithm() + " refused to sign", e);
            }
        });
    }

    boolean verify(AsymmetricMaterial material, SigningInput input, byte[] signature) {
        if (signature.length != material.spec().rsaBits() / Byte.SIZE) {
            return false;
        }
        var key = material.publicKey(input.type());
        try {
            return input.algorithm().isPss()
                    ? signer(false, key, input).verifySignature(signature)
                    : MessageDigest.isEqual(
                            pkcs1(Cipher.DECRYPT_MODE, key).doFinal(signature), digestInfo(input));
        } catch (BadPaddingException noSignature) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(input.algorithm() + " refused to verify", e);
        }
    }

    private Cipher pkcs1(int mode, Key key) throws GeneralSecurityException {
        var cipher = providers.asymmetric().newPkcs1();
        cipher.init(mode, key);
        return cipher;
    }

    /** The digest behind the name of its hash. Source: RFC 8017, section 9.2, note 1. */
    private static byte[] digestInfo(SigningInput input) throws GeneralSecurityException {
        var prefix = switch (input.algorithm().digestLength()) {
            case 32 -> "3031300d060960864801650304020105000420";
            case 48 -> "3041300d060960864801650304020205000430";
            case 64 -> "3051300d060960864801650304020305000440";
            default -> throw new IllegalStateException("no hash of " + input.algorithm());
        };
        return Bytes.join(HexFormat.of().parseHex(prefix), digest(input));
    }

    private static byte[] digest(SigningInput input) throws GeneralSecurityException {
        return input.type() == MessageType.DIGEST
                ? input.message()
                : MessageDigest.getInstance(input.algorithm().hashName()).digest(input.message());
    }

    private PSSSigner signer(boolean isSigning, Key key, SigningInput input)
            throws GeneralSecurityException {
        var modulus = ((RSAKey) key).getModulus();
        var cipher = providers.asymmetric().newRawRsa();
        cipher.init(Cipher.ENCRYPT_MODE, key);
        var signer = PSSSigner.createRawSigner(
                new RsaBlocks(cipher, modulus.bitLength() / Byte.SIZE),
                hash(input.algorithm()),
                hash(input.algorithm()),
                input.algorithm().digestLength(),
                PSS_TRAILER);
        // Of the parameters it uses the length of the modulus only; RsaBlocks has the key.
        signer.init(isSigning, new RSAKeyParameters(isSigning, modulus, BigInteger.ONE, true));
        signer.update(input.message(), 0, input.message().length);
        return signer;
    }

    private static Digest hash(SigningAlgorithm algorithm) {
        return switch (algorithm.digestLength()) {
            case 32 -> DigestFactory.createSHA256();
            case 48 -> DigestFactory.createSHA384();
            case 64 -> DigestFactory.createSHA512();
            default -> throw new IllegalStateException("no hash of " + algorithm);
        };
    }
}
