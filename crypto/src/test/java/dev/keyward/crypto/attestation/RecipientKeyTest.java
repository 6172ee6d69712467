package dev.keyward.crypto.attestation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.random.SystemRandom;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipientKeyTest {

    private static final String BOTH = "dev.keyward.crypto.TestingProviders#all";

    private static final TestingEnclave ENCLAVE = new TestingEnclave();

    private static final Providers PROVIDERS = Providers.best();

    private static final HexFormat HEX = HexFormat.of();

    /**
     * What KMS answers for a key of 2,048 bits, up to the name of the key: each outer value is of
     * indefinite length. Source: the tests of AWS's SDK for enclaves.
     */
    private static final String HEAD = "3080" + "06092a864886f70d010703" + "a080" + "3080"
            + "020102" + "3182016b" + "30820167" + "020102" + "8020";

    /** RSAES-OAEP with SHA-256 in both places, then the encrypted key. */
    private static final String KEY_ENCRYPTION = "303c" + "06092a864886f70d010107"
            + "302f" + "a00f300d06096086480165030402010500"
            + "a11c301a06092a864886f70d010108300d06096086480165030402010500" + "04820100";

    /** The content's type and cipher, up to the IV. */
    private static final String CONTENT =
            "3080" + "06092a864886f70d010701" + "301d" + "060960864801650304012a" + "0410";

    private static final String ENDS = "0000".repeat(5);

    @ParameterizedTest
    @MethodSource(BOTH)
    void encryptsWhatTheEnclaveReads(Providers providers) {
        var random = new SystemRandom(providers);
        var key = RecipientKey.of(ENCLAVE.publicKey(), providers);
        for (int length : new int[] {1, 15, 16, 17, 32, 999, 1_000, 1_024, 2_400, 6_144}) {
            var plaintext = random.bytes(length);

            assertArrayEquals(plaintext, ENCLAVE.open(key.encrypt(plaintext, random)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_048, 3_072, 4_096})
    void takesKeysOfTheLengthsThatEnclavesMake(int bits) {
        var enclave = new TestingEnclave(bits);
        var random = new SystemRandom(PROVIDERS);
        var plaintext = new byte[32];

        assertArrayEquals(
                plaintext,
                enclave.open(RecipientKey.of(enclave.publicKey(), PROVIDERS)
                        .encrypt(plaintext, random)));
    }

    @Test
    void writesTheFormThatKmsWrites() throws GeneralSecurityException {
        var key = RecipientKey.of(ENCLAVE.publicKey(), PROVIDERS);
        var encrypted = key.encrypt(new byte[32], new SystemRandom(PROVIDERS));
        var identifier = MessageDigest.getInstance("SHA-256").digest(ENCLAVE.publicKey());
        var head = HEAD + HEX.formatHex(identifier) + KEY_ENCRYPTION;
        int contentAt = head.length() / 2 + 256;
        var hex = HEX.formatHex(encrypted);

        assertTrue(hex.startsWith(head), hex);
        assertEquals(CONTENT, hex.substring(2 * contentAt, 2 * contentAt + CONTENT.length()));
        // The IV, then three blocks in one piece of an octet string, and the end of everything.
        var rest = hex.substring(2 * contentAt + CONTENT.length() + 2 * 16);
        assertEquals("a0800430", rest.substring(0, 8));
        assertEquals(ENDS, rest.substring(8 + 2 * 48));
    }

    @Test
    void usesAFreshKeyAndIvEachTime() {
        var key = RecipientKey.of(ENCLAVE.publicKey(), PROVIDERS);
        var random = new SystemRandom(PROVIDERS);
        var one = key.encrypt(new byte[32], random);
        var other = key.encrypt(new byte[32], random);

        assertEquals(one.length, other.length);
        assertFalse(Arrays.equals(one, other));
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void refusesWhatIsNoRsaKeyOfTheseLengths(Providers providers) throws GeneralSecurityException {
        var key = ENCLAVE.publicKey();
        var short1024 = KeyPairGenerator.getInstance("RSA");
        short1024.initialize(1_024);

        assertRefused(new byte[] {1}, providers);
        assertRefused(new byte[] {0x30, 0}, providers);
        assertRefused(Arrays.copyOf(key, key.length - 1), providers);
        assertRefused(Arrays.copyOf(key, key.length + 1), providers);
        assertRefused(TestingCertificates.newPair("secp384r1").getPublic().getEncoded(), providers);
        assertRefused(short1024.generateKeyPair().getPublic().getEncoded(), providers);
    }

    private static void assertRefused(byte[] publicKey, Providers providers) {
        var refusal = assertThrows(
                AttestationException.class, () -> RecipientKey.of(publicKey, providers));
        assertEquals("has a public_key of a form that is not allowed", refusal.getMessage());
    }

    @Test
    void needsAPublicKeyInTheDocument() {
        var now = Instant.parse("2026-01-02T03:04:05Z");
        var nitro = TestingNitro.at(now);
        var with = AttestationDocument.parse(nitro.document(ENCLAVE.publicKey()), PROVIDERS);
        var without = AttestationDocument.parse(nitro.sign(nitro.fields(now)), PROVIDERS);
        var random = new SystemRandom(PROVIDERS);

        assertArrayEquals(
                new byte[3],
                ENCLAVE.open(RecipientKey.of(with, PROVIDERS).encrypt(new byte[3], random)));
        var refusal =
                assertThrows(AttestationException.class, () -> RecipientKey.of(without, PROVIDERS));
        assertEquals("has no public_key", refusal.getMessage());
    }
}
