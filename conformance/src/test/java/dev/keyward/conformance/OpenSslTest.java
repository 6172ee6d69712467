package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** What OpenSSL does offline with the public key of a key pair fits what the server does with the private. */
final class OpenSslTest {

    private static final byte[] MESSAGE = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    private static RunningKeyward keyward;
    private static KmsClient kms;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        kms = keyward.kms(RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        kms.close();
        keyward.close();
    }

    private Program.Result openssl(String... words) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        return Program.run(folder, Map.of(), command);
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** A new key, whose public key lies in {@code public.pem}; answers with its id. */
    private String key(String spec, KeyUsageType usage) throws IOException {
        var id = kms.createKey(r -> r.keySpec(spec).keyUsage(usage))
                .keyMetadata()
                .keyId();
        write("public.der", kms.getPublicKey(r -> r.keyId(id)).publicKey().asByteArray());
        openssl("pkey", "-pubin", "-inform", "DER", "-in", "public.der", "-out", "public.pem")
                .assertSuccess();
        return id;
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_256, sha256, rsa_padding_mode:pkcs1",
        "RSA_2048, RSASSA_PKCS1_V1_5_SHA_512, sha512, rsa_padding_mode:pkcs1",
        "RSA_2048, RSASSA_PSS_SHA_256, sha256, rsa_padding_mode:pss rsa_pss_saltlen:digest",
        "RSA_3072, RSASSA_PSS_SHA_384, sha384, rsa_padding_mode:pss rsa_pss_saltlen:digest",
        "RSA_4096, RSASSA_PSS_SHA_512, sha512, rsa_padding_mode:pss rsa_pss_saltlen:digest",
        "ECC_NIST_P256, ECDSA_SHA_256, sha256, ''",
        "ECC_NIST_P384, ECDSA_SHA_384, sha384, ''",
        "ECC_NIST_P521, ECDSA_SHA_512, sha512, ''",
        "ECC_SECG_P256K1, ECDSA_SHA_256, sha256, ''",
        "ECC_NIST_EDWARDS25519, ED25519_SHA_512, '', ''"
    })
    void openSslVerifiesASignature(String spec, String algorithm, String digest, String options)
            throws IOException {
        var id = key(spec, KeyUsageType.SIGN_VERIFY);
        var signature = kms.sign(r -> r.keyId(id)
                        .message(SdkBytes.fromByteArray(MESSAGE))
                        .signingAlgorithm(algorithm))
                .signature()
                .asByteArray();
        write("message", MESSAGE);
        write("signature", signature);
        var command = new ArrayList<>(List.of(
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "public.pem",
                "-rawin",
                "-in",
                "message",
                "-sigfile",
                "signature"));
        if (!digest.isEmpty()) {
            command.addAll(List.of("-digest", digest));
        }
        for (var option : options.split(" ", -1)) {
            if (!option.isEmpty()) {
                command.addAll(List.of("-pkeyopt", option));
            }
        }
        openssl(command.toArray(String[]::new)).assertSuccess();
        write("message", "attack at noon".getBytes(StandardCharsets.UTF_8));
        assertNotEquals(0, openssl(command.toArray(String[]::new)).exitCode());
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSAES_OAEP_SHA_1, sha1",
        "RSA_2048, RSAES_OAEP_SHA_256, sha256",
        "RSA_4096, RSAES_OAEP_SHA_256, sha256"
    })
    void whatOpenSslEncryptsIsDecrypted(
            String spec, EncryptionAlgorithmSpec algorithm, String digest) throws IOException {
        var id = key(spec, KeyUsageType.ENCRYPT_DECRYPT);
        write("message", MESSAGE);
        openssl(
                        "pkeyutl",
                        "-encrypt",
                        "-pubin",
                        "-inkey",
                        "public.pem",
                        "-in",
                        "message",
                        "-out",
                        "sealed",
                        "-pkeyopt",
                        "rsa_padding_mode:oaep",
                        "-pkeyopt",
                        "rsa_oaep_md:" + digest,
                        "-pkeyopt",
                        "rsa_mgf1_md:" + digest)
                .assertSuccess();
        var sealed = SdkBytes.fromByteArray(read("sealed"));
        var opened =
                kms.decrypt(r -> r.keyId(id).ciphertextBlob(sealed).encryptionAlgorithm(algorithm));
        assertArrayEquals(MESSAGE, opened.plaintext().asByteArray());
    }

    @ParameterizedTest
    @CsvSource({"ECC_NIST_P256, prime256v1", "ECC_NIST_P384, secp384r1", "ECC_NIST_P521, secp521r1"
    })
    void openSslAgreesOnTheSameSecret(String spec, String curve) throws IOException {
        var id = key(spec, KeyUsageType.KEY_AGREEMENT);
        openssl("ecparam", "-name", curve, "-genkey", "-noout", "-out", "mine.pem")
                .assertSuccess();
        openssl("pkey", "-in", "mine.pem", "-pubout", "-outform", "DER", "-out", "mine.der")
                .assertSuccess();
        openssl(
                        "pkeyutl",
                        "-derive",
                        "-inkey",
                        "mine.pem",
                        "-peerkey",
                        "public.pem",
                        "-out",
                        "secret")
                .assertSuccess();
        var mine = SdkBytes.fromByteArray(read("mine.der"));
        var derived = kms.deriveSharedSecret(r ->
                r.keyId(id).publicKey(mine).keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH));
        assertArrayEquals(read("secret"), derived.sharedSecret().asByteArray());
    }

    @Test
    void openSslReadsADataKeyPair() throws IOException {
        var id = kms.createKey().keyMetadata().keyId();
        var pair = kms.generateDataKeyPair(r -> r.keyId(id).keyPairSpec("RSA_2048"));
        write("private.der", pair.privateKeyPlaintext().asByteArray());
        openssl("pkey", "-inform", "DER", "-in", "private.der", "-check", "-noout")
                .assertSuccess();
        openssl(
                        "pkey",
                        "-inform",
                        "DER",
                        "-in",
                        "private.der",
                        "-pubout",
                        "-outform",
                        "DER",
                        "-out",
                        "public.der")
                .assertSuccess();
        assertArrayEquals(pair.publicKey().asByteArray(), read("public.der"));
    }
}
