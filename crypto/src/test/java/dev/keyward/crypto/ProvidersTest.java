package dev.keyward.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Security;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ProvidersTest {

    private static final HexFormat HEX = HexFormat.of();

    private static final List<Providers> ALL = TestingProviders.all().toList();

    /** Keys and texts of "The Galois/Counter Mode of Operation" (McGrew, Viega), test case 16. */
    private static final byte[] GCM_KEY =
            hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");

    private static final byte[] GCM_IV = hex("cafebabefacedbaddecaf888");

    private static final byte[] GCM_PLAINTEXT =
            hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                    + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");

    private static final byte[] GCM_AAD = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");

    private static final byte[] GCM_SEALED =
            hex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b");

    @Test
    void saysWhatWasChosen() {
        assertTrue(ALL.getFirst().description().contains("AWS-LC"), ALL.getFirst()::description);
        assertEquals("the JDK's own algorithms, as asked for", Providers.jdk().description());
        assertFalse(Providers.jdk().isNative());
    }

    @Test
    void leavesTheProvidersOfTheProcessAlone() {
        assertNull(Security.getProvider("AmazonCorrettoCryptoProvider"));
    }

    /** The library looks for itself outside its jar, where it is not, as on a foreign machine. */
    @Test
    void fallsBackToTheJdkAndSaysWhy() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingFallback.class.getName())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), printed);
        assertTrue(
                printed.startsWith("the JDK's own algorithms, because AWS-LC did not load ("),
                printed);
        assertTrue(printed.contains("opened"), printed);
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void sealsTheKnownAnswer(Providers providers) throws GeneralSecurityException {
        assertArrayEquals(GCM_SEALED, gcm(providers, Cipher.ENCRYPT_MODE, GCM_PLAINTEXT));
        assertArrayEquals(GCM_PLAINTEXT, gcm(providers, Cipher.DECRYPT_MODE, GCM_SEALED));
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void refusesAChangedKnownAnswer(Providers providers) {
        var changed = GCM_SEALED.clone();
        changed[changed.length - 1] ^= 1;

        assertThrows(AEADBadTagException.class, () -> gcm(providers, Cipher.DECRYPT_MODE, changed));
    }

    private static byte[] gcm(Providers providers, int mode, byte[] text)
            throws GeneralSecurityException {
        var cipher = providers.newGcm();
        cipher.init(mode, new SecretKeySpec(GCM_KEY, "AES"), new GCMParameterSpec(128, GCM_IV));
        cipher.updateAAD(GCM_AAD);
        return cipher.doFinal(text);
    }

    /** NIST CAVP, KDFCTR_gen.rsp, HMAC_SHA256, BEFORE_FIXED, 32_BITS, L = 128, COUNT = 0. */
    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void derivesTheKnownAnswerOfOneBlock(Providers providers) {
        var key = hex("dd1d91b7d90b2bd3138533ce92b272fbf8a369316aefe242e659cc0ae238afe0");
        var fixedInput = hex("01322b96b30acd197979444e468e1c5c6859bf1b1cf951b7e725303e237e46b8"
                + "64a145fab25e517b08f8683d0315bb2911d80a0e8aba17f3b413faac");

        assertArrayEquals(
                hex("10621342bfb0fd40046c0e29f2cfdbf0"), providers.counterKdf(key, fixedInput, 16));
    }

    /** As above, L = 320, COUNT = 30: two blocks, the second cut short. */
    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void derivesTheKnownAnswerOfTwoBlocks(Providers providers) {
        var key = hex("c4bedbddb66493e7c7259a3bbbc25f8c7e0ca7fe284d92d431d9cd99a0d214ac");
        var fixedInput = hex("1c69c54766791e315c2cc5c47ecd3ffab87d0d273dd920e70955814c220eacac"
                + "e6a5946542da3dfe24ff626b4897898cafb7db83bdff3c14fa46fd4b");

        assertArrayEquals(
                hex("1da47638d6c9c4d04d74d4640bbd42ab814d9e8cc22f4326695239f96b0693f1"
                        + "2d0dd1152cf44430"),
                providers.counterKdf(key, fixedInput, 40));
    }

    /** RFC 4231, test cases 1, 2 and 6: a short key, a shorter one, one longer than a block. */
    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA_224, 896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22,"
                + "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44,"
                + "95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e",
        "HMAC_SHA_256, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7,"
                + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843,"
                + "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        "HMAC_SHA_384, afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
                + "faea9ea9076ede7f4af152e8b2fa9cb6,"
                + "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                + "8e2240ca5e69e2c78b3239ecfab21649,"
                + "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6"
                + "0c2ef6ab4030fe8296248df163f44952",
        "HMAC_SHA_512, 87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854,"
                + "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737,"
                + "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
    })
    void makesTheMacsOfTheStandard(
            MacAlgorithm algorithm, String first, String second, String sixth)
            throws InvalidKeyException {
        for (var providers : ALL) {
            assertEquals(first, hmac(providers, algorithm, "0b".repeat(20), "Hi There"));
            assertEquals(
                    second, hmac(providers, algorithm, "4a656665", "what do ya want for nothing?"));
            assertEquals(
                    sixth,
                    hmac(
                            providers,
                            algorithm,
                            "aa".repeat(131),
                            "Test Using Larger Than Block-Size Key - Hash Key First"));
        }
    }

    private static String hmac(
            Providers providers, MacAlgorithm algorithm, String key, String message)
            throws InvalidKeyException {
        var mac = providers.newHmac(algorithm);
        mac.init(new SecretKeySpec(hex(key), mac.getAlgorithm()));
        return HEX.formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 300)
    void deriveAlikeWhoeverComputes(
            @ForAll @Size(min = 1, max = 80) byte[] key,
            @ForAll @Size(max = 200) byte[] fixedInput,
            @ForAll @IntRange(min = 1, max = 200) int length) {
        var expected = ALL.getLast().counterKdf(key, fixedInput, length);

        assertArrayEquals(expected, ALL.getFirst().counterKdf(key, fixedInput, length));
    }

    private static byte[] hex(String digits) {
        return HEX.parseHex(digits);
    }
}
