package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.importing.TestingImports.aes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.wire.Document;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpiredMaterialsTest {

    private static final Instant IN_A_DAY = TestingKeyward.START.plus(Duration.ofDays(1));
    private static final Document VALID_TO = Document.of(IN_A_DAY);

    private TestingKms kms = new TestingKms();
    private TestingImports imports = new TestingImports(kms);
    private String id = imports.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private int erase() {
        return kms.expiry().eraseExpired(kms.keyward().clock().instant());
    }

    private byte[] encrypt() {
        return kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {5})
                .requiredBlob("CiphertextBlob");
    }

    private void assertPendingImport() {
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                this::encrypt);
    }

    private boolean hasBytes(String material) {
        return kms.keyward()
                .store()
                .read(snapshot -> snapshot.materials().find(TestingKms.arn(id), material))
                .isPresent();
    }

    @Test
    void aRequestFindsNoMaterialFromTheMomentOnEvenIfNobodyErasedIt() {
        var material = imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        kms.advance(Duration.ofDays(1).minusMillis(1));
        var blob = encrypt();
        kms.advance(Duration.ofMillis(1));

        assertPendingImport();
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                () -> kms.call("Decrypt", "CiphertextBlob", blob));
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("PendingImport", metadata.requiredText("KeyState"));
        assertEquals(Optional.of(false), metadata.bool("Enabled"));
        assertEquals(Optional.empty(), metadata.text("ExpirationModel"));
        assertEquals(
                "PENDING_IMPORT",
                kms.call("ListKeyRotations", "KeyId", id, "IncludeKeyMaterial", "ALL_KEY_MATERIAL")
                        .structs("Rotations")
                        .getFirst()
                        .requiredText("ImportState"));
        assertTrue(hasBytes(material), "nobody has erased it");
    }

    @Test
    void anAliasLeadsToTheKeyAsItIsNow() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        kms.advance(Duration.ofDays(1));
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                () -> kms.call("Encrypt", "KeyId", "alias/mine", "Plaintext", new byte[] {1}));
    }

    @Test
    void destroysTheBytesInStorageAndInMemory() {
        var material = imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        encrypt();
        var key = kms.stored(id);
        var opened = kms.keyward()
                .store()
                .read(snapshot -> kms.keyward()
                        .openedMaterials()
                        .find(key, new MaterialId(material), SymmetricMaterial.class, snapshot))
                .orElseThrow();
        kms.advance(Duration.ofDays(1).minusMillis(1));
        assertEquals(0, erase());
        kms.advance(Duration.ofMillis(1));
        assertEquals(1, erase());
        assertEquals(0, erase());

        assertFalse(hasBytes(material));
        assertThrows(IllegalStateException.class, () -> opened.secret().use(bytes -> 0));
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
        imports.importInto(id, aes(1));
        encrypt();
    }

    @Test
    void whatExpiredComesBackBeforeItIsErased() {
        imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        kms.advance(Duration.ofDays(1));
        imports.importInto(id, aes(1));
        assertEquals(0, erase());
        encrypt();
    }

    @Test
    void aServerThatWasDownFindsTheKeyWaiting(@TempDir Path directory) {
        kms.close();
        kms = TestingKms.in(directory);
        imports = new TestingImports(kms);
        id = imports.createKey();
        var material = imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        kms = kms.restartIn(directory);
        encrypt();
        kms.keyward().clock().advance(Duration.ofDays(1));
        kms = kms.restartIn(directory);

        assertPendingImport();
        assertEquals(1, erase());
        assertPendingImport();
        kms = kms.restartIn(directory);
        assertFalse(hasBytes(material));
        assertEquals(material, new TestingImports(kms).importInto(id, aes(1)));
        encrypt();
    }

    @Test
    void oneOfSeveralThatExpiresIsMissed() {
        imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        imports.importInto(id, aes(2), "ImportType", "NEW_KEY_MATERIAL");
        kms.call("RotateKeyOnDemand", "KeyId", id);
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals(Optional.of(IN_A_DAY), metadata.time("ValidTo"));
        kms.advance(Duration.ofDays(1));
        assertPendingImport();
        assertEquals(1, erase());
        assertPendingImport();
        imports.importInto(id, aes(1));
        encrypt();
    }

    @Test
    void whatWaitsForItsRotationExpiresWithoutHarm() {
        imports.importInto(id, aes(1));
        imports.importInto(id, aes(2), "ImportType", "NEW_KEY_MATERIAL", "ValidTo", VALID_TO);
        kms.advance(Duration.ofDays(1));
        encrypt();
        assertRefused(
                "KMSInvalidStateException",
                "No available key material pending rotation for the key: " + TestingKms.arn(id)
                        + ".",
                () -> kms.call("RotateKeyOnDemand", "KeyId", id));
        imports.importInto(id, aes(3), "ImportType", "NEW_KEY_MATERIAL");
        assertEquals(0, erase(), "the other one took its place");
        kms.call("RotateKeyOnDemand", "KeyId", id);
        encrypt();
    }

    @Test
    void aKeyThatWaitsToBeDeletedGoesOnWaiting() {
        imports.importInto(id, aes(1), "ValidTo", VALID_TO);
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        kms.advance(Duration.ofDays(1));
        assertEquals(1, erase());
        assertEquals(KeyState.PENDING_DELETION, kms.stored(id).state());
        kms.call("CancelKeyDeletion", "KeyId", id);
        assertPendingImport();
    }
}
