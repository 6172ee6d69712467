package dev.keyward.server.kms.multiregion;

import static dev.keyward.server.TestingKeyward.OTHER_REGION;
import static dev.keyward.server.TestingKeyward.START;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.arn;
import static dev.keyward.server.kms.TestingKms.arnIn;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static dev.keyward.server.kms.TestingKms.metadata;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.kms.key.KeyDeletion;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Samples;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.sql.CacheSizes;
import dev.keyward.server.store.sql.EmbeddedEngine;
import dev.keyward.server.store.sql.SqlStore;
import dev.keyward.wire.Struct;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How primary keys and replicas are deleted.
 *
 * <p>Source: KMS Developer Guide, "Deleting multi-Region keys"; KMS API Reference, "ScheduleKeyDeletion".
 */
final class RelatedKeysDeletionTest {

    private static final Region THIRD_REGION = new Region("ap-south-1");

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey("MultiRegion", true);

    @BeforeEach
    void replicate() {
        for (var region : List.of(OTHER_REGION, THIRD_REGION)) {
            kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", region.code());
        }
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    private Struct schedulePrimary(int days) {
        return kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", days);
    }

    private void schedule(Region region, int days) {
        kms.callIn(region, "ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", days);
    }

    @Test
    void aPrimaryKeyWithReplicasHasNoDateYet() {
        var output = schedulePrimary(11);
        assertEquals(arn(id).toString(), output.requiredText("KeyId"));
        assertEquals("PendingReplicaDeletion", output.requiredText("KeyState"));
        assertEquals(Optional.of(11), output.integer("PendingWindowInDays"));
        assertFalse(output.has("DeletionDate"));
        var told = metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("PendingReplicaDeletion", told.requiredText("KeyState"));
        assertEquals(Optional.of(11), told.integer("PendingDeletionWindowInDays"));
        assertFalse(told.has("DeletionDate"));
        assertEquals(Optional.of(false), told.bool("Enabled"));
        assertEquals(0, kms.deletion().deleteDueKeys(day(10_000)));
    }

    @Test
    void itsDaysBeginWhenTheLastReplicaIsDeleted() {
        schedulePrimary(7);
        schedule(OTHER_REGION, 8);
        schedule(THIRD_REGION, 20);
        assertEquals(1, kms.deletion().deleteDueKeys(day(8)));
        assertEquals(KeyState.PENDING_REPLICA_DELETION, kms.stored(id).state());
        assertEquals(0, kms.deletion().deleteDueKeys(day(19)));

        assertEquals(1, kms.deletion().deleteDueKeys(day(21)));
        assertEquals(KeyState.PENDING_DELETION, kms.stored(id).state());
        assertEquals(
                Optional.of(new PendingDeletion(7, Optional.of(day(28)))),
                kms.stored(id).deletion());
        var told = metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals(Optional.of(day(28)), told.time("DeletionDate"));
        assertFalse(told.has("PendingDeletionWindowInDays"));

        assertEquals(0, kms.deletion().deleteDueKeys(day(28).minusMillis(1)));
        assertEquals(1, kms.deletion().deleteDueKeys(day(28)));
        assertNotFound(id, () -> kms.call("DescribeKey", "KeyId", id));
    }

    @Test
    void theWaitGoesOnAfterEachRestart(@TempDir Path directory) {
        var primary = Samples.key("mrk-1")
                .but()
                .state(KeyState.PENDING_REPLICA_DELETION)
                .deletion(Optional.of(PendingDeletion.afterReplicas(7)))
                .key();
        var replica = Samples.key("mrk-1")
                .but()
                .region(OTHER_REGION)
                .state(KeyState.PENDING_DELETION)
                .deletion(Optional.of(new PendingDeletion(30, Optional.of(day(30)))))
                .key();
        afterStart(
                directory,
                store -> store.write(transaction -> {
                    transaction.accounts().insert(Samples.account());
                    transaction.keys().insert(primary);
                    transaction.keys().insert(replica);
                    return 0;
                }));
        assertEquals(1, deletedAfterStart(directory, day(31)));
        assertEquals(0, deletedAfterStart(directory, day(38).minusMillis(1)));
        assertEquals(
                Optional.of(new PendingDeletion(7, Optional.of(day(38)))),
                afterStart(
                                directory,
                                store ->
                                        store.read(snapshot -> snapshot.keys().find(primary.arn())))
                        .orElseThrow()
                        .deletion());
        assertEquals(1, deletedAfterStart(directory, day(38)));
    }

    private int deletedAfterStart(Path directory, Instant now) {
        return afterStart(
                directory,
                store ->
                        new KeyDeletion(store, kms.keyward().openedMaterials()).deleteDueKeys(now));
    }

    private static <T> T afterStart(Path directory, Function<Store, T> work) {
        try (var store =
                SqlStore.open(EmbeddedEngine.inDirectory(directory), CacheSizes.STANDARD)) {
            return work.apply(store);
        }
    }

    @Test
    void aReplicaIsDeletedWithoutTheOthersAndTheirMaterial() {
        var blob = kms.callIn(OTHER_REGION, "Encrypt", "KeyId", id, "Plaintext", new byte[] {7})
                .requiredBlob("CiphertextBlob");
        schedule(OTHER_REGION, 7);
        assertEquals(1, kms.deletion().deleteDueKeys(day(7)));
        for (var region : List.of(new Region("eu-central-1"), THIRD_REGION)) {
            assertArrayEquals(
                    new byte[] {7},
                    kms.callIn(region, "Decrypt", "CiphertextBlob", blob)
                            .requiredBlob("Plaintext"));
        }
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
        assertEquals(
                List.of("ap-south-1"),
                metadata(kms.call("DescribeKey", "KeyId", id))
                        .struct("MultiRegionConfiguration")
                        .orElseThrow()
                        .structs("ReplicaKeys")
                        .stream()
                        .map(place -> place.requiredText("Region"))
                        .toList());
    }

    @Test
    void aPrimaryKeyWithoutReplicasWaitsAtOnce() {
        schedule(OTHER_REGION, 7);
        schedule(THIRD_REGION, 7);
        assertEquals(2, kms.deletion().deleteDueKeys(day(7)));
        var output = schedulePrimary(7);
        assertEquals("PendingDeletion", output.requiredText("KeyState"));
        assertEquals(Optional.of(day(7)), output.time("DeletionDate"));
    }

    @Test
    void aReplicaWaitsAtOnceAlsoBesideItsPrimary() {
        var output = kms.callIn(
                OTHER_REGION, "ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 9);
        assertEquals(arnIn(OTHER_REGION, id).toString(), output.requiredText("KeyId"));
        assertEquals("PendingDeletion", output.requiredText("KeyState"));
        assertEquals(Optional.of(day(9)), output.time("DeletionDate"));
    }

    @Test
    void isCancelledWhileItWaitsForReplicas() {
        schedulePrimary(7);
        assertRefused(
                "KMSInvalidStateException",
                arn(id) + " is pending replica deletion.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1}));
        assertRefused(
                "KMSInvalidStateException",
                arn(id) + " is pending replica deletion.",
                () -> schedulePrimary(7));
        kms.call("CancelKeyDeletion", "KeyId", id);
        assertEquals(KeyState.DISABLED, kms.stored(id).state());
        assertEquals(Optional.empty(), kms.stored(id).deletion());
        schedule(OTHER_REGION, 7);
        schedule(THIRD_REGION, 7);
        assertEquals(2, kms.deletion().deleteDueKeys(day(7)));
        assertEquals(KeyState.DISABLED, kms.stored(id).state());
    }

    @Test
    void aPrimaryKeyMayBeDeletedAsAReplicaOnceAnotherIsThePrimary() {
        kms.call("UpdatePrimaryRegion", "KeyId", id, "PrimaryRegion", "us-east-1");
        assertEquals("PendingDeletion", schedulePrimary(7).requiredText("KeyState"));
        assertEquals(1, kms.deletion().deleteDueKeys(day(7)));
        kms.callIn(OTHER_REGION, "Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
    }
}
