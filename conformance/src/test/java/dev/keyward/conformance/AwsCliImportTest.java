package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key material that OpenSSL made and wrapped, imported by the AWS CLI. */
final class AwsCliImportTest {

    private static RunningKeyward keyward;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    private String root(String... words) {
        return new AwsCli(keyward, folder).root(words);
    }

    private String openssl(String... words) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        return Program.run(folder, Map.of(), command).assertSuccess().output().strip();
    }

    /** Makes a key for material from elsewhere, and imports what is in a file; answers with its id. */
    private String importFile(String file, String... createKey) throws Exception {
        var words = new ArrayList<>(List.of(
                "kms", "create-key", "--origin", "EXTERNAL", "--query", "KeyMetadata.KeyId"));
        words.addAll(List.of(createKey));
        var key = root(words.toArray(String[]::new));
        var parameters = root(
                        "kms",
                        "get-parameters-for-import",
                        "--key-id",
                        key,
                        "--wrapping-algorithm",
                        "RSAES_OAEP_SHA_256",
                        "--wrapping-key-spec",
                        "RSA_4096",
                        "--query",
                        "[PublicKey,ImportToken]")
                .split("\\s+", -1);
        Files.write(folder.resolve("public"), Base64.getDecoder().decode(parameters[0]));
        Files.write(folder.resolve("token"), Base64.getDecoder().decode(parameters[1]));
        openssl(
                "pkeyutl",
                "-encrypt",
                "-in",
                file,
                "-out",
                "wrapped",
                "-pubin",
                "-keyform",
                "DER",
                "-inkey",
                "public",
                "-pkeyopt",
                "rsa_padding_mode:oaep",
                "-pkeyopt",
                "rsa_oaep_md:sha256",
                "-pkeyopt",
                "rsa_mgf1_md:sha256");
        root(
                "kms",
                "import-key-material",
                "--key-id",
                key,
                "--import-token",
                "fileb://token",
                "--encrypted-key-material",
                "fileb://wrapped",
                "--expiration-model",
                "KEY_MATERIAL_DOES_NOT_EXPIRE");
        return key;
    }

    @Test
    void importsAnAesKeyThatOpensslMadeAndWrapped() throws Exception {
        openssl("rand", "-out", "aes", "32");
        var key = importFile("aes");
        assertEquals(
                "Enabled\tKEY_MATERIAL_DOES_NOT_EXPIRE",
                root(
                        "kms",
                        "describe-key",
                        "--key-id",
                        key,
                        "--query",
                        "KeyMetadata.[KeyState,ExpirationModel]"));
        root("kms", "generate-data-key", "--key-id", key, "--key-spec", "AES_256");
    }

    @Test
    void signsWithAnEllipticKeyThatOpensslMadeAndWrapped() throws Exception {
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "ec.pem");
        // PKCS #8, which OpenSSL does not write by itself.
        openssl("pkcs8", "-topk8", "-nocrypt", "-in", "ec.pem", "-outform", "DER", "-out", "ec");
        openssl("pkey", "-inform", "DER", "-in", "ec", "-pubout", "-out", "ec.pub");
        var key = importFile("ec", "--key-spec", "ECC_NIST_P256", "--key-usage", "SIGN_VERIFY");
        Files.writeString(folder.resolve("message"), "hello from the shell");
        var signature = root(
                "kms",
                "sign",
                "--key-id",
                key,
                "--message",
                "fileb://message",
                "--signing-algorithm",
                "ECDSA_SHA_256",
                "--query",
                "Signature");
        Files.write(folder.resolve("signature"), Base64.getDecoder().decode(signature));
        assertEquals(
                "Verified OK",
                openssl(
                        "dgst",
                        "-sha256",
                        "-verify",
                        "ec.pub",
                        "-signature",
                        "signature",
                        "message"));
    }
}
