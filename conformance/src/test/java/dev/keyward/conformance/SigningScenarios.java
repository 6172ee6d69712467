package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Key pairs through the SDK: what the server signs is verified with the public key alone, by the server and
 * elsewhere, and two keys agree on one secret.
 */
final class SigningScenarios {

    private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("a message");

    private SigningScenarios() {}

    static List<Scenario> all() {
        return List.of(
                signing("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256", "RSA", "SHA256withRSA"),
                signing("ECC_NIST_P256", "ECDSA_SHA_256", "EC", "SHA256withECDSA"),
                signing("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "Ed25519", "Ed25519"),
                signing("ML_DSA_65", "ML_DSA_SHAKE_256", "ML-DSA", "ML-DSA"),
                new Scenario("Two keys derive one secret from each other's public key", scene -> {
                    var kms = scene.adminKms;
                    var one = key(kms, "ECC_NIST_P384", "KEY_AGREEMENT");
                    var other = key(kms, "ECC_NIST_P384", "KEY_AGREEMENT");
                    return () -> assertEquals(derive(kms, one, other), derive(kms, other, one));
                }));
    }

    private static Scenario signing(String spec, String algorithm, String keys, String jcaName) {
        return new Scenario(
                "What a key of spec " + spec + " signs, it and others verify", scene -> {
                    var kms = scene.adminKms;
                    var key = key(kms, spec, "SIGN_VERIFY");
                    return () -> {
                        var signature = kms.sign(r ->
                                        r.keyId(key).message(MESSAGE).signingAlgorithm(algorithm))
                                .signature();
                        assertTrue(kms.verify(r -> r.keyId(key)
                                        .message(MESSAGE)
                                        .signingAlgorithm(algorithm)
                                        .signature(signature))
                                .signatureValid());
                        assertTrue(isVerified(publicKey(kms, key), keys, jcaName, signature));
                        Scene.assertRefused(
                                "KMSInvalidSignatureException",
                                () -> kms.verify(r -> r.keyId(key)
                                        .message(SdkBytes.fromUtf8String("b message"))
                                        .signingAlgorithm(algorithm)
                                        .signature(signature)));
                    };
                });
    }

    private static String key(KmsClient kms, String spec, String usage) {
        return kms.createKey(r -> r.keySpec(spec).keyUsage(usage)).keyMetadata().arn();
    }

    private static SdkBytes publicKey(KmsClient kms, String key) {
        return kms.getPublicKey(r -> r.keyId(key)).publicKey();
    }

    private static SdkBytes derive(KmsClient kms, String own, String peer) {
        return kms.deriveSharedSecret(r ->
                        r.keyId(own).keyAgreementAlgorithm("ECDH").publicKey(publicKey(kms, peer)))
                .sharedSecret();
    }

    private static boolean isVerified(
            SdkBytes publicKey, String keys, String jcaName, SdkBytes signature)
            throws GeneralSecurityException {
        var verifying = Signature.getInstance(jcaName);
        verifying.initVerify(KeyFactory.getInstance(keys)
                .generatePublic(new X509EncodedKeySpec(publicKey.asByteArray())));
        verifying.update(MESSAGE.asByteArray());
        return verifying.verify(signature.asByteArray());
    }
}
