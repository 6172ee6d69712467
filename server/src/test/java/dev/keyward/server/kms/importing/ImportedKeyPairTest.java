package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ImportedKeyPairTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    private final TestingKms kms = new TestingKms();
    private final TestingImports imports = new TestingImports(kms);

    @AfterEach
    void close() {
        kms.close();
    }

    private String createKey(String spec) {
        return imports.createKey("KeySpec", spec, "KeyUsage", "SIGN_VERIFY");
    }

    private void importInto(String id, String algorithm, String wrappingSpec, byte[] pkcs8) {
        var parameters = imports.parameters(id, algorithm, wrappingSpec);
        kms.call("ImportKeyMaterial", imports.request(id, parameters, algorithm, pkcs8));
    }

    private Struct sign(String id, String algorithm) {
        return kms.call("Sign", "KeyId", id, "Message", MESSAGE, "SigningAlgorithm", algorithm);
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", "SunEC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private void assertSigns(String id, KeyPair pair, String algorithm, String jca)
            throws GeneralSecurityException {
        assertArrayEquals(
                pair.getPublic().getEncoded(),
                kms.call("GetPublicKey", "KeyId", id).requiredBlob("PublicKey"));
        var verifier = Signature.getInstance(jca);
        verifier.initVerify(pair.getPublic());
        verifier.update(MESSAGE);
        assertTrue(verifier.verify(sign(id, algorithm).requiredBlob("Signature")));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_AES_KEY_WRAP_SHA_1,RSA_2048",
        "RSA_AES_KEY_WRAP_SHA_256,RSA_3072",
        "RSA_AES_KEY_WRAP_SHA_256,RSA_4096"
    })
    void signsWithAnRsaKeyThatTheJdkMade(String algorithm, String wrappingSpec)
            throws GeneralSecurityException {
        var id = createKey("RSA_2048");
        var pair = rsa(2048);
        importInto(id, algorithm, wrappingSpec, pair.getPrivate().getEncoded());
        assertSigns(id, pair, "RSASSA_PKCS1_V1_5_SHA_256", "SHA256withRSA");
    }

    @ParameterizedTest
    @CsvSource({
        "ECC_NIST_P256,secp256r1,ECDSA_SHA_256,SHA256withECDSA,RSAES_OAEP_SHA_256,RSA_2048",
        "ECC_NIST_P384,secp384r1,ECDSA_SHA_384,SHA384withECDSA,RSA_AES_KEY_WRAP_SHA_256,RSA_2048",
        "ECC_NIST_P521,secp521r1,ECDSA_SHA_512,SHA512withECDSA,RSAES_OAEP_SHA_1,RSA_4096",
        "ECC_NIST_P521,secp521r1,ECDSA_SHA_512,SHA512withECDSA,RSA_AES_KEY_WRAP_SHA_1,RSA_2048"
    })
    void signsWithAnEllipticKeyThatTheJdkMade(
            String spec,
            String curve,
            String algorithm,
            String jca,
            String wrapping,
            String wrappingSpec)
            throws GeneralSecurityException {
        var id = createKey(spec);
        var pair = ec(curve);
        importInto(id, wrapping, wrappingSpec, pair.getPrivate().getEncoded());
        assertSigns(id, pair, algorithm, jca);
    }

    @Test
    void signsWithAnEdwardsKeyThatTheJdkMade() throws GeneralSecurityException {
        var id = createKey("ECC_NIST_EDWARDS25519");
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        importInto(id, "RSAES_OAEP_SHA_256", "RSA_2048", pair.getPrivate().getEncoded());
        assertSigns(id, pair, "ED25519_SHA_512", "Ed25519");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "ECC_SECG_P256K1",
                "ECC_NIST_P256",
                "ECC_NIST_EDWARDS25519",
                "ML_DSA_44",
                "ML_DSA_87"
            })
    void takesEveryKindOfPrivateKey(KeySpec spec) {
        assertTrue(spec.allows(KeyUsage.SIGN_VERIFY));
        var id = createKey(spec.name());
        try (var pair = kms.keyward().newMaterials().generatePair(spec)) {
            importInto(
                    id,
                    "RSA_AES_KEY_WRAP_SHA_256",
                    "RSA_2048",
                    pair.privateKey().use(byte[]::clone));
            assertArrayEquals(
                    pair.publicKey(),
                    kms.call("GetPublicKey", "KeyId", id).requiredBlob("PublicKey"));
        }
    }

    @Test
    void anRsaKeyIsNotWrappedDirectlyNorP521UnderAShortKey() {
        var rsa = createKey("RSA_2048");
        assertRefused(
                "UnsupportedOperationException",
                "material for the key spec RSA_2048 cannot be wrapped by RSAES_OAEP_SHA_256 under a key of"
                        + " RSA_4096",
                () -> imports.parameters(rsa, "RSAES_OAEP_SHA_256", "RSA_4096"));
        var p521 = createKey("ECC_NIST_P521");
        assertRefused(
                "UnsupportedOperationException",
                "material for the key spec ECC_NIST_P521 cannot be wrapped by RSAES_OAEP_SHA_256 under a key"
                        + " of RSA_2048",
                () -> imports.parameters(p521, "RSAES_OAEP_SHA_256", "RSA_2048"));
    }

    @Test
    void refusesAPrivateKeyOfAnotherSpecAndWhatIsNone() throws GeneralSecurityException {
        var id = createKey("ECC_NIST_P384");
        for (var material : new byte[][] {
            ec("secp256r1").getPrivate().getEncoded(),
            rsa(2048).getPrivate().getEncoded(),
            ec("secp384r1").getPublic().getEncoded(),
            new byte[48]
        }) {
            assertRefused(
                    "IncorrectKeyMaterialException",
                    "the key material is none for the key spec ECC_NIST_P384",
                    () -> importInto(id, "RSA_AES_KEY_WRAP_SHA_256", "RSA_2048", material));
        }
    }

    @Test
    void comesBackAsTheSameKeyOnly() throws GeneralSecurityException {
        var id = createKey("ECC_NIST_P256");
        var pair = ec("secp256r1");
        importInto(id, "RSAES_OAEP_SHA_256", "RSA_2048", pair.getPrivate().getEncoded());
        kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                () -> sign(id, "ECDSA_SHA_256"));
        var other = ec("secp256r1").getPrivate().getEncoded();
        assertRefused(
                "IncorrectKeyMaterialException",
                "the key material is none that was imported into the key before",
                () -> importInto(id, "RSAES_OAEP_SHA_256", "RSA_2048", other));
        importInto(id, "RSAES_OAEP_SHA_256", "RSA_2048", pair.getPrivate().getEncoded());
        assertSigns(id, pair, "ECDSA_SHA_256", "SHA256withECDSA");
        var materials = kms.keyward()
                .store()
                .read(snapshot -> snapshot.materials().list(TestingKms.arn(id)));
        assertEquals(1, materials.size());
    }
}
