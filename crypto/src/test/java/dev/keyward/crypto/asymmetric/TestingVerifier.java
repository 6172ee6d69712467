package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.MessageType;
import java.io.IOException;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Verifies by Bouncy Castle's own classes, without the JDK's and AWS-LC's, and from the public key
 * alone, as whoever got it from GetPublicKey does.
 */
final class TestingVerifier {

    private TestingVerifier() {}

    static boolean verifies(byte[] publicKey, SigningInput input, byte[] signature) {
        try {
            var key = PublicKeyFactory.createKey(publicKey);
            return verifies(key, input, signature);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verifies(
            AsymmetricKeyParameter key, SigningInput input, byte[] signature) {
        if (input.type() == MessageType.EXTERNAL_MU) {
            var signer = new MLDSASigner();
            signer.init(false, key);
            return signer.verifyMuSignature(input.message(), signature);
        }
        var signer = signer(input);
        signer.init(false, key);
        signer.update(input.message(), 0, input.message().length);
        return signer.verifySignature(signature);
    }

    private static Signer signer(SigningInput input) {
        boolean isDigest = input.type() == MessageType.DIGEST;
        return switch (input.algorithm()) {
            case RSASSA_PKCS1_V1_5_SHA_256, RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512 ->
                isDigest
                        ? new RSADigestSigner(new Prehashed(hash(input)))
                        : new RSADigestSigner(hash(input));
            case RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512 -> {
                int salt = input.algorithm().digestLength();
                yield isDigest
                        ? PSSSigner.createRawSigner(
                                new RSABlindedEngine(), hash(input), hash(input), salt, (byte) 0xbc)
                        : new PSSSigner(new RSABlindedEngine(), hash(input), salt);
            }
            case ECDSA_SHA_256, ECDSA_SHA_384, ECDSA_SHA_512 ->
                new DSADigestSigner(new ECDSASigner(), isDigest ? new NullDigest() : hash(input));
            case ED25519_SHA_512 -> new Ed25519Signer();
            case ED25519_PH_SHA_512 -> new Ed25519phSigner(new byte[0]);
            case ML_DSA_SHAKE_256 -> new MLDSASigner();
            case SM2DSA -> throw new IllegalArgumentException("not made here");
        };
    }

    private static ExtendedDigest hash(SigningInput input) {
        return switch (input.algorithm().digestLength()) {
            case 32 -> new SHA256Digest();
            case 48 -> new SHA384Digest();
            default -> new SHA512Digest();
        };
    }

    /** Has the name of a hash, and gives back what it was given. */
    private static final class Prehashed extends NullDigest {

        private final ExtendedDigest hash;

        Prehashed(ExtendedDigest hash) {
            this.hash = hash;
        }

        @Override
        public String getAlgorithmName() {
            return hash.getAlgorithmName();
        }
    }
}
