package dev.keyward.server.kms.rotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.wire.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DueRotationsTest {

    private static final Instant DUE = TestingKeyward.START.plus(Duration.ofDays(90));

    private TestingKms kms = new TestingKms();
    private String id = "";

    @BeforeEach
    void schedule() {
        id = kms.createKey();
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 90);
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private String material() {
        return kms.stored(id).currentMaterialId().orElseThrow();
    }

    private Struct encrypt() {
        return kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1, 2});
    }

    private Struct decrypt(Struct encrypted) {
        return kms.call("Decrypt", "CiphertextBlob", encrypted.requiredBlob("CiphertextBlob"));
    }

    private Optional<Instant> next() {
        return kms.call("GetKeyRotationStatus", "KeyId", id).time("NextRotationDate");
    }

    @Test
    void rotatesWhenTheTimeHasComeAndNotBefore() {
        var first = material();
        assertEquals(0, kms.rotations().rotateDueKeys(DUE.minusMillis(1)));
        assertEquals(first, material());
        assertEquals(1, kms.rotations().rotateDueKeys(DUE.plusSeconds(40)));
        assertNotEquals(first, material());
        assertEquals(Optional.of(DUE.plus(Duration.ofDays(90))), next());
        assertEquals(0, kms.rotations().rotateDueKeys(DUE.plusSeconds(100)));
    }

    @Test
    void whatWasEncryptedBeforeIsDecryptedForEver() {
        var before = encrypt();
        var first = material();
        for (var round = 1; round <= 3; round++) {
            kms.rotations().rotateDueKeys(kms.advance(Duration.ofDays(90)));
        }
        var after = encrypt();
        assertEquals(first, decrypt(before).requiredText("KeyMaterialId"));
        assertEquals(material(), decrypt(after).requiredText("KeyMaterialId"));
        assertArrayEquals(new byte[] {1, 2}, decrypt(before).requiredBlob("Plaintext"));
        assertEquals(
                3,
                kms.call("ListKeyRotations", "KeyId", id).structs("Rotations").size());
    }

    @Test
    void aServerThatWasDownRotatesWhenItIsBackAndCountsFromThen(@TempDir Path directory) {
        kms.close();
        kms = TestingKms.in(directory);
        schedule();
        var first = material();
        var before = encrypt();
        kms.keyward().clock().advance(Duration.ofDays(300));
        kms = kms.restartIn(directory);

        var now = kms.keyward().clock().instant();
        assertEquals(1, kms.rotations().rotateDueKeys(now));

        assertNotEquals(first, material());
        assertEquals(Optional.of(now.plus(Duration.ofDays(90))), next());
        kms = kms.restartIn(directory);
        assertEquals(first, decrypt(before).requiredText("KeyMaterialId"));
        assertEquals(material(), decrypt(encrypt()).requiredText("KeyMaterialId"));
    }

    @Test
    void aDisabledKeyIsRotatedOnceItIsEnabledAgain() {
        kms.call("DisableKey", "KeyId", id);
        var now = kms.advance(Duration.ofDays(100));
        assertEquals(0, kms.rotations().rotateDueKeys(now));
        kms.call("EnableKey", "KeyId", id);
        assertEquals(1, kms.rotations().rotateDueKeys(now));
        assertEquals(Optional.of(now.plus(Duration.ofDays(90))), next());
    }

    @Test
    void aKeyThatWaitsToBeDeletedIsNotRotated() {
        kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 30);
        assertEquals(0, kms.rotations().rotateDueKeys(DUE));
    }

    @Test
    void rotatesMoreKeysThanFitInOneTransaction() {
        for (var count = 0; count < 101; count++) {
            var other = kms.createKey();
            kms.call("EnableKeyRotation", "KeyId", other, "RotationPeriodInDays", 90);
        }
        assertEquals(102, kms.rotations().rotateDueKeys(DUE));
    }

    @Test
    void relatedKeysGetTheSameMaterialAndSchedule() {
        id = kms.createKey("MultiRegion", true);
        kms.call("EnableKeyRotation", "KeyId", id, "RotationPeriodInDays", 90);
        var first = material();
        var replica = replicate(id, new Region("us-east-1"));

        assertEquals(
                2, kms.rotations().rotateDueKeys(DUE), "the key of each test, and the primary");

        assertNotEquals(first, material());
        var rotated = kms.stored(replica.arn());
        assertEquals(Optional.of(material()), rotated.currentMaterialId());
        assertEquals(kms.stored(id).rotation(), rotated.rotation());
        var materials = kms.keyward()
                .store()
                .read(snapshot -> List.of(
                        snapshot.materials().list(replica.arn()),
                        snapshot.materials().list(kms.stored(id).arn())));
        assertEquals(2, materials.getFirst().size());
        for (var at = 0; at < 2; at++) {
            var here = materials.getLast().get(at);
            var there = materials.getFirst().get(at);
            assertEquals(here.materialId(), there.materialId());
            assertEquals(here.state(), there.state());
            assertEquals(here.rotation(), there.rotation());
        }
    }

    /** A replica in {@code region}, with the material that its primary has. */
    private KmsKey replicate(String keyId, Region region) {
        var primary = kms.stored(keyId);
        var replica = primary.but().region(region).key();
        kms.keyward().store().write(transaction -> {
            transaction.keys().insert(replica);
            for (var entry : transaction.materials().list(primary.arn())) {
                var sealed = transaction
                        .materials()
                        .find(primary.arn(), entry.materialId())
                        .orElseThrow();
                transaction
                        .materials()
                        .insert(
                                KeyMaterialEntry.first(
                                        replica.arn(), entry.materialId(), entry.created()),
                                sealed.sealed());
            }
            return replica;
        });
        return replica;
    }
}
