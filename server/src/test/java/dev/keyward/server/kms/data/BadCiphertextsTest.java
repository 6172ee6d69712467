package dev.keyward.server.kms.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.keyward.crypto.Ciphertext;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.Region;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Ciphertexts that were changed, mixed up or made up: none opens, each is refused with an error that KMS
 * has for it, and none leaves a trace in the log.
 */
final class BadCiphertextsTest {

    private static final Map<String, String> CONTEXT = Map.of("purpose", "payroll", "tenant", "7");

    /** It names another key, or one that is not there, in the words for one that may not be used. */
    private static final Set<String> OTHER_KEY =
            Set.of("AccessDeniedException", "IncorrectKeyException");

    private static final Set<String> INVALID = Set.of("InvalidCiphertextException");

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final byte[] blob = encrypt(id);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        rootLogger().addAppender(log);
    }

    @AfterEach
    void nothingWasLogged() {
        rootLogger().detachAppender(log);
        kms.close();
        assertEquals(List.of(), log.list);
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private byte[] encrypt(String keyId) {
        return kms.call(
                        "Encrypt",
                        "KeyId",
                        keyId,
                        "Plaintext",
                        new byte[] {1, 2, 3},
                        "EncryptionContext",
                        CONTEXT)
                .requiredBlob("CiphertextBlob");
    }

    /** The code by which Decrypt refuses, with the key named and without, and ReEncrypt, too. */
    private Set<String> refusals(byte[] bad) {
        return new TreeSet<>(List.of(
                code("Decrypt", "CiphertextBlob", bad, "EncryptionContext", CONTEXT),
                code("Decrypt", "KeyId", id, "CiphertextBlob", bad, "EncryptionContext", CONTEXT),
                code(
                        "ReEncrypt",
                        "CiphertextBlob",
                        bad,
                        "SourceEncryptionContext",
                        CONTEXT,
                        "DestinationKeyId",
                        id)));
    }

    private String code(String operation, Object... members) {
        var refusal = assertThrows(ServiceException.class, () -> kms.call(operation, members));
        return refusal.code().code(ProtocolName.AWS_JSON_1_1);
    }

    private static void assertWithin(Set<String> allowed, Set<String> codes, String what) {
        assertTrue(allowed.containsAll(codes), () -> what + ": " + codes);
    }

    private static Set<String> either(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    @Test
    void itOpensAsItWasMade() {
        var opened = kms.call("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT);
        assertEquals(3, opened.requiredBlob("Plaintext").length);
    }

    @Test
    void everyByteThatIsFlippedIsNoticed() {
        var sealedFrom = blob.length - Ciphertext.parse(blob).orElseThrow().sealed().length;
        for (var index = 0; index < blob.length; index++) {
            for (var bits : List.of(0x01, 0x80, 0xFF)) {
                var bad = blob.clone();
                bad[index] ^= bits.byteValue();
                // Where the key is named, it may name another.
                assertWithin(
                        index < sealedFrom ? either(INVALID, OTHER_KEY) : INVALID,
                        refusals(bad),
                        "byte " + index);
            }
        }
    }

    @Test
    void whatIsCutOffOrAddedIsNoticed() {
        for (var length = 1; length < blob.length; length++) {
            assertWithin(INVALID, refusals(Arrays.copyOf(blob, length)), "length " + length);
            assertWithin(
                    INVALID,
                    refusals(Arrays.copyOfRange(blob, length, blob.length)),
                    "from " + length);
        }
        for (var more : List.of(1, 16, 1000)) {
            assertWithin(
                    INVALID, refusals(Arrays.copyOf(blob, blob.length + more)), more + " more");
        }
    }

    @Test
    void whatIsTooLongOrEmptyIsNoCiphertext() {
        for (var length : List.of(6_145, 65_536)) {
            assertEquals(
                    Set.of("ValidationException"), refusals(Arrays.copyOf(blob, length)), "long");
        }
        assertEquals(Set.of("ValidationException"), refusals(new byte[0]));
        assertWithin(INVALID, refusals(Arrays.copyOf(blob, 6_144)), "the longest");
    }

    @Test
    void whatIsMadeUpIsNoCiphertext() {
        var random = new Random(4);
        for (var count = 0; count < 200; count++) {
            var bad = new byte[1 + random.nextInt(400)];
            random.nextBytes(bad);
            if (count % 2 == 0) {
                System.arraycopy(blob, 0, bad, 0, Math.min(bad.length, 4));
            }
            assertWithin(either(INVALID, OTHER_KEY), refusals(bad), "made up");
        }
    }

    @Test
    void anotherContextDoesNotOpenIt() {
        for (var context : List.of(
                Map.<String, String>of(),
                Map.of("purpose", "payroll"),
                Map.of("purpose", "payroll", "tenant", "8"),
                Map.of("purpose", "7", "tenant", "payroll"),
                Map.of("Purpose", "payroll", "tenant", "7"),
                Map.of("purpose", "payroll", "tenant", "7", "more", ""),
                Map.of("purposepayroll", "tenant7"))) {
            assertEquals(
                    "InvalidCiphertextException",
                    code("Decrypt", "CiphertextBlob", blob, "EncryptionContext", context));
        }
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        var other = kms.createKey();
        assertEquals(
                "IncorrectKeyException",
                code(
                        "Decrypt",
                        "KeyId",
                        other,
                        "CiphertextBlob",
                        blob,
                        "EncryptionContext",
                        CONTEXT));
        var ours = Ciphertext.parse(blob).orElseThrow();
        var theirs = Ciphertext.parse(encrypt(other)).orElseThrow();
        assertInvalid(new Ciphertext(ours.key(), ours.materialId(), theirs.sealed()));
        assertInvalid(new Ciphertext(ours.key(), theirs.materialId(), ours.sealed()));
        assertInvalid(new Ciphertext(ours.key(), theirs.materialId(), theirs.sealed()));
        assertWithin(
                either(INVALID, OTHER_KEY),
                refusals(new Ciphertext(theirs.key(), ours.materialId(), ours.sealed()).encode()),
                "another key");
    }

    private void assertInvalid(Ciphertext bad) {
        assertEquals(INVALID, refusals(bad.encode()));
    }

    @Test
    void anotherMaterialOfTheSameKeyDoesNotOpenIt() {
        kms.call("RotateKeyOnDemand", "KeyId", id);
        var earlier = Ciphertext.parse(blob).orElseThrow();
        var later = Ciphertext.parse(encrypt(id)).orElseThrow();
        assertTrue(!earlier.materialId().equals(later.materialId()));
        assertInvalid(new Ciphertext(earlier.key(), later.materialId(), earlier.sealed()));
        assertInvalid(new Ciphertext(earlier.key(), earlier.materialId(), later.sealed()));
    }

    @Test
    void theSameBytesInAnotherAccountDoNotOpen() {
        var foreign = TestingKms.metadata(kms.callFromElsewhere("CreateKey"));
        var foreignId = foreign.requiredText("KeyId");
        var theirs = Ciphertext.parse(kms.callFromElsewhere(
                                "Encrypt",
                                "KeyId",
                                foreignId,
                                "Plaintext",
                                new byte[] {1},
                                "EncryptionContext",
                                CONTEXT)
                        .requiredBlob("CiphertextBlob"))
                .orElseThrow();
        var ours = Ciphertext.parse(blob).orElseThrow();
        // Their account's key, our bytes; our key, their bytes; and theirs whole, which is not
        // ours.
        for (var bad : List.of(
                new Ciphertext(theirs.key(), theirs.materialId(), ours.sealed()),
                new Ciphertext(ours.key(), ours.materialId(), theirs.sealed()),
                theirs)) {
            assertWithin(either(INVALID, OTHER_KEY), refusals(bad.encode()), "another account's");
        }
        assertThrows(
                ServiceException.class,
                () -> kms.callFromElsewhere(
                        "Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT));
    }

    /** A ciphertext names no Region: the key of that id in the Region of the call is asked. */
    @Test
    void aKeyOfAnotherRegionDoesNotOpenIt() {
        var here = kms.stored(id);
        var elsewhere = here.but().region(new Region("us-east-1")).key();
        kms.keyward().store().write(transaction -> {
            transaction.keys().delete(here.arn());
            transaction.keys().insert(elsewhere);
            return elsewhere;
        });
        assertEquals(
                "AccessDeniedException",
                code("Decrypt", "CiphertextBlob", blob, "EncryptionContext", CONTEXT));
        for (var keyId : List.of(id, elsewhere.arn().toString())) {
            assertEquals(
                    "NotFoundException",
                    code(
                            "Decrypt",
                            "KeyId",
                            keyId,
                            "CiphertextBlob",
                            blob,
                            "EncryptionContext",
                            CONTEXT));
        }
    }

    @Test
    void aRefusalTellsNothingOfWhatWasWrong() {
        var bad = blob.clone();
        bad[bad.length - 1] ^= 1;
        TestingKeyward.assertRefused(
                "InvalidCiphertextException",
                "",
                () -> kms.call("Decrypt", "CiphertextBlob", bad, "EncryptionContext", CONTEXT));
        TestingKeyward.assertRefused(
                "InvalidCiphertextException",
                "",
                () -> kms.call("Decrypt", "CiphertextBlob", blob));
    }
}
