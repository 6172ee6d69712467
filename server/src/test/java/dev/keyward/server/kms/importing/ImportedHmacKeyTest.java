package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known keys give the known MACs of RFC 4231: its case 6, whose key is longer than KMS takes, as its
 * hash, which HMAC makes of it anyway; its case 1, whose key is shorter, with the zeroes that HMAC appends
 * anyway.
 */
final class ImportedHmacKeyTest {

    private final TestingKms kms = new TestingKms();
    private final TestingImports imports = new TestingImports(kms);

    @AfterEach
    void close() {
        kms.close();
    }

    private String createKey(String bits) {
        return imports.createKey("KeySpec", "HMAC_" + bits, "KeyUsage", "GENERATE_VERIFY_MAC");
    }

    private Struct mac(String keyId, String bits, String message) {
        return kms.call(
                "GenerateMac",
                "KeyId",
                keyId,
                "MacAlgorithm",
                "HMAC_SHA_" + bits,
                "Message",
                message.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "224,95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e",
        "256,60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "384,4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6"
                + "0c2ef6ab4030fe8296248df163f44952",
        "512,80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
    })
    void theHashOfALongKeyGivesItsMac(String bits, String expected)
            throws NoSuchAlgorithmException {
        var longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);
        var id = createKey(bits);
        imports.importInto(id, MessageDigest.getInstance("SHA-" + bits).digest(longKey));
        var output = mac(id, bits, "Test Using Larger Than Block-Size Key - Hash Key First");
        assertEquals(expected, HexFormat.of().formatHex(output.requiredBlob("Mac")));
    }

    @ParameterizedTest
    @CsvSource({"32", "64"})
    void aShortKeyWithZeroesGivesItsMac(int length) {
        var key = new byte[length];
        Arrays.fill(key, 0, 20, (byte) 0x0b);
        var id = createKey("256");
        imports.importInto(id, key);
        assertEquals(
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                HexFormat.of().formatHex(mac(id, "256", "Hi There").requiredBlob("Mac")));
    }

    @ParameterizedTest
    @CsvSource({"224,28", "256,32", "384,48", "512,64", "224,128", "512,128"})
    void takesAsManyBytesAsTheMacHasOrMore(String bits, int length) {
        var id = createKey(bits);
        imports.importInto(id, new byte[length]);
        assertTrue(TestingKms.metadata(kms.call("DescribeKey", "KeyId", id)).flag("Enabled"));
    }

    @ParameterizedTest
    @CsvSource({"224,27", "256,31", "384,47", "512,63", "256,129"})
    void refusesFewerAndMoreThan128(String bits, int length) {
        var id = createKey(bits);
        assertRefused(
                "IncorrectKeyMaterialException",
                "the key material is none for the key spec HMAC_" + bits,
                () -> imports.importInto(id, new byte[length]));
    }

    @Test
    void hasOneMaterialForEver() {
        var id = createKey("256");
        var material = imports.importInto(id, TestingImports.aes(1));
        assertEquals(material, imports.importInto(id, TestingImports.aes(1)));
        assertRefused(
                "IncorrectKeyMaterialException",
                "the key material is none that was imported into the key before",
                () -> imports.importInto(id, TestingImports.aes(2)));
        var text =
                "ImportType, KeyMaterialId and KeyMaterialDescription are for symmetric encryption"
                        + " keys only";
        for (var member : new String[][] {
            {"ImportType", "NEW_KEY_MATERIAL"},
            {"ImportType", "EXISTING_KEY_MATERIAL"},
            {"KeyMaterialId", material},
            {"KeyMaterialDescription", "mine"}
        }) {
            assertRefused(
                    "UnsupportedOperationException",
                    text,
                    () -> imports.importInto(id, TestingImports.aes(1), member[0], member[1]));
        }
    }

    @Test
    void isUsedAgainOnceItIsImportedAgain() {
        var id = createKey("256");
        imports.importInto(id, TestingImports.aes(1));
        var before = mac(id, "256", "x").requiredBlob("Mac");
        kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                () -> mac(id, "256", "x"));
        imports.importInto(id, TestingImports.aes(1));
        assertArrayEquals(before, mac(id, "256", "x").requiredBlob("Mac"));
    }
}
