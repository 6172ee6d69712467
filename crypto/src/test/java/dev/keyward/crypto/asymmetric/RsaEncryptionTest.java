package dev.keyward.crypto.asymmetric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.EncryptionAlgorithm;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingPairs;
import dev.keyward.crypto.TestingProviders;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RsaEncryptionTest {

    private static final List<Providers> ALL = TestingProviders.all().toList();

    private static final EncryptionAlgorithm SHA_1 = EncryptionAlgorithm.RSAES_OAEP_SHA_1;

    private static final EncryptionAlgorithm SHA_256 = EncryptionAlgorithm.RSAES_OAEP_SHA_256;

    /** KMS Developer Guide, "RSA key specs for encryption and decryption", the greatest sizes. */
    @ParameterizedTest
    @CsvSource({
        "RSA_2048, RSAES_OAEP_SHA_1, 214",
        "RSA_3072, RSAES_OAEP_SHA_1, 342",
        "RSA_4096, RSAES_OAEP_SHA_1, 470",
        "RSA_2048, RSAES_OAEP_SHA_256, 190",
        "RSA_3072, RSAES_OAEP_SHA_256, 318",
        "RSA_4096, RSAES_OAEP_SHA_256, 446"
    })
    void decryptsTheLongestPlaintexts(KeySpec spec, EncryptionAlgorithm algorithm, int length) {
        var plaintext = new byte[length];
        Arrays.fill(plaintext, (byte) 7);

        assertEquals(length, RsaEncryption.maxPlaintextLength(algorithm, spec));
        for (var encrypting : ALL) {
            var material = TestingPairs.material(spec, encrypting);
            var rsa = new RsaEncryption(encrypting);
            var ciphertext = rsa.encrypt(material, algorithm, plaintext);

            assertEquals(spec.rsaBits() / 8, ciphertext.length);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> rsa.encrypt(material, algorithm, new byte[length + 1]));
            for (var decrypting : ALL) {
                var decrypted = new RsaEncryption(decrypting)
                        .decrypt(TestingPairs.material(spec, decrypting), algorithm, ciphertext);

                assertArrayEquals(plaintext, decrypted.orElseThrow().use(byte[]::clone));
            }
        }
    }

    /** As whoever encrypts outside of KMS does it, by a library that shares no code with ours. */
    @ParameterizedTest
    @CsvSource({"RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"})
    void decryptsWhatOthersEncrypt(EncryptionAlgorithm algorithm)
            throws IOException, InvalidCipherTextException {
        var plaintext = new byte[] {1, 2, 3};
        for (var providers : ALL) {
            var material = TestingPairs.material(KeySpec.RSA_2048, providers);
            var theirs = algorithm == SHA_1
                    ? new OAEPEncoding(new RSABlindedEngine(), new SHA1Digest())
                    : new OAEPEncoding(new RSABlindedEngine(), new SHA256Digest());
            theirs.init(true, PublicKeyFactory.createKey(material.publicKey()));
            var ciphertext = theirs.processBlock(plaintext, 0, plaintext.length);
            var decrypted = new RsaEncryption(providers).decrypt(material, algorithm, ciphertext);

            assertArrayEquals(plaintext, decrypted.orElseThrow().use(byte[]::clone));
        }
    }

    @Property(tries = 40)
    void refusesEveryFlippedBit(
            @ForAll @Size(max = 190) byte[] plaintext,
            @ForAll @IntRange(min = 0, max = 2047) int bit) {
        for (var providers : ALL) {
            var material = TestingPairs.material(KeySpec.RSA_2048, providers);
            var rsa = new RsaEncryption(providers);
            var ciphertext = rsa.encrypt(material, SHA_256, plaintext);

            assertEquals(
                    SecretBytes.taking(plaintext),
                    rsa.decrypt(material, SHA_256, ciphertext).orElseThrow());
            ciphertext[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(rsa.decrypt(material, SHA_256, ciphertext).isEmpty());
        }
    }

    @Test
    void refusesWhatIsNoCiphertextOfThisKeyAndAlgorithm() {
        for (var providers : ALL) {
            var rsa = new RsaEncryption(providers);
            var material = TestingPairs.material(KeySpec.RSA_2048, providers);
            var other = TestingPairs.otherMaterial(KeySpec.RSA_2048, providers);
            var ciphertext = rsa.encrypt(material, SHA_256, new byte[16]);
            var tooGreat = new byte[256];
            Arrays.fill(tooGreat, (byte) 0xff);

            assertTrue(rsa.decrypt(other, SHA_256, ciphertext).isEmpty());
            assertTrue(rsa.decrypt(material, SHA_1, ciphertext).isEmpty());
            assertTrue(rsa.decrypt(material, SHA_256, new byte[0]).isEmpty());
            assertTrue(rsa.decrypt(material, SHA_256, new byte[256]).isEmpty());
            assertTrue(rsa.decrypt(material, SHA_256, tooGreat).isEmpty());
            assertTrue(rsa.decrypt(material, SHA_256, Arrays.copyOf(ciphertext, 255))
                    .isEmpty());
            assertTrue(rsa.decrypt(material, SHA_256, Arrays.copyOf(ciphertext, 257))
                    .isEmpty());
        }
    }

    @Test
    void makesNoTwoCiphertextsAlike() {
        for (var providers : ALL) {
            var rsa = new RsaEncryption(providers);
            var material = TestingPairs.material(KeySpec.RSA_2048, providers);

            assertFalse(Arrays.equals(
                    rsa.encrypt(material, SHA_1, new byte[16]),
                    rsa.encrypt(material, SHA_1, new byte[16])));
        }
    }

    @Test
    void refusesAlgorithmsOfOtherKeys() {
        var rsa = new RsaEncryption(ALL.getFirst());
        var rsaKey = TestingPairs.material(KeySpec.RSA_2048, ALL.getFirst());
        var ecKey = TestingPairs.material(KeySpec.ECC_NIST_P256, ALL.getFirst());

        assertThrows(
                IllegalArgumentException.class,
                () -> rsa.encrypt(rsaKey, EncryptionAlgorithm.SYMMETRIC_DEFAULT, new byte[1]));
        assertThrows(
                IllegalArgumentException.class,
                () -> rsa.decrypt(rsaKey, EncryptionAlgorithm.SM2PKE, new byte[256]));
        assertThrows(
                IllegalArgumentException.class, () -> rsa.encrypt(ecKey, SHA_256, new byte[1]));
    }
}
