package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.Tag;

/** Multi-Region keys, on one server that clients of two Regions call. */
final class MultiRegionScenarios {

    private static final Region ELSEWHERE = Region.US_EAST_1;
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("attack at dawn");

    private MultiRegionScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "a replica decrypts what the primary encrypted",
                        MultiRegionScenarios::decryptsElsewhere),
                new Scenario(
                        "a replica becomes the primary, and back",
                        MultiRegionScenarios::movesThePrimary),
                new Scenario(
                        "keys are found in their own Region only",
                        MultiRegionScenarios::oneRegionOnly),
                new Scenario(
                        "replicating needs leave to create keys in the other Region",
                        MultiRegionScenarios::twoPermissions),
                new Scenario(
                        "a primary key waits for its replicas to be deleted",
                        MultiRegionScenarios::waitsForReplicas));
    }

    private static Scene.Key multiRegionKey(Scene scene) {
        var made = scene.adminKms.createKey(r -> r.multiRegion(true)).keyMetadata();
        return new Scene.Key(made.keyId(), made.arn());
    }

    private static KeyMetadata replicate(Scene scene, Scene.Key key) {
        return scene.adminKms
                .replicateKey(r -> r.keyId(key.id())
                        .replicaRegion(ELSEWHERE.id())
                        .description("a replica")
                        .tags(Tag.builder().tagKey("copy").tagValue("1").build()))
                .replicaKeyMetadata();
    }

    private static Executable decryptsElsewhere(Scene scene) {
        var key = multiRegionKey(scene);
        var replica = replicate(scene, key);
        var blob = scene.adminKms
                .encrypt(r -> r.keyId(key.id()).plaintext(PLAINTEXT))
                .ciphertextBlob();
        return () -> {
            try (var kms = scene.keyward.kms(RunningKeyward.ROOT, ELSEWHERE)) {
                var opened = kms.decrypt(r -> r.ciphertextBlob(blob));
                assertEquals(PLAINTEXT, opened.plaintext());
                assertEquals(replica.arn(), opened.keyId());
                assertEquals(
                        "copy",
                        kms.listResourceTags(r -> r.keyId(key.id()))
                                .tags()
                                .getFirst()
                                .tagKey());
                var back = kms.encrypt(r -> r.keyId(key.id()).plaintext(PLAINTEXT));
                assertEquals(
                        PLAINTEXT,
                        scene.adminKms
                                .decrypt(r ->
                                        r.keyId(key.arn()).ciphertextBlob(back.ciphertextBlob()))
                                .plaintext());
            }
        };
    }

    private static Executable movesThePrimary(Scene scene) {
        var key = multiRegionKey(scene);
        replicate(scene, key);
        return () -> {
            try (var kms = scene.keyward.kms(RunningKeyward.ROOT, ELSEWHERE)) {
                scene.adminKms.updatePrimaryRegion(
                        r -> r.keyId(key.id()).primaryRegion(ELSEWHERE.id()));
                var told = kms.describeKey(r -> r.keyId(key.id()))
                        .keyMetadata()
                        .multiRegionConfiguration();
                assertEquals(MultiRegionKeyType.PRIMARY, told.multiRegionKeyType());
                assertEquals(key.arn(), told.replicaKeys().getFirst().arn());
                assertRefused(
                        "UnsupportedOperationException",
                        () -> scene.adminKms.replicateKey(
                                r -> r.keyId(key.id()).replicaRegion("ap-south-1")));
                kms.updatePrimaryRegion(
                        r -> r.keyId(key.id()).primaryRegion(RunningKeyward.REGION.id()));
            }
        };
    }

    private static Executable oneRegionOnly(Scene scene) {
        var single = scene.key();
        return () -> {
            try (var kms = scene.keyward.kms(RunningKeyward.ROOT, ELSEWHERE)) {
                assertRefused(
                        "NotFoundException", () -> kms.describeKey(r -> r.keyId(single.id())));
                assertRefused(
                        "NotFoundException", () -> kms.describeKey(r -> r.keyId(single.arn())));
            }
        };
    }

    private static Executable twoPermissions(Scene scene) {
        var user = scene.user();
        var key = multiRegionKey(scene);
        scene.userPolicy(user, allow("kms:ReplicateKey", key.arn()));
        return () -> {
            try (var kms = scene.keyward.kms(user.credentials())) {
                var refusal = assertDenied(() ->
                        kms.replicateKey(r -> r.keyId(key.id()).replicaRegion(ELSEWHERE.id())));
                assertEquals(
                        "User: " + user.arn() + " is not authorized to perform: kms:CreateKey on"
                                + " resource: * because no identity-based policy allows the"
                                + " kms:CreateKey action",
                        refusal);
            }
        };
    }

    private static Executable waitsForReplicas(Scene scene) {
        var key = multiRegionKey(scene);
        replicate(scene, key);
        scene.adminKms.scheduleKeyDeletion(r -> r.keyId(key.id()).pendingWindowInDays(7));
        return () -> {
            var told = scene.adminKms.describeKey(r -> r.keyId(key.id())).keyMetadata();
            assertEquals(KeyState.PENDING_REPLICA_DELETION, told.keyState());
            assertEquals(7, told.pendingDeletionWindowInDays());
            assertRefused(
                    "KMSInvalidStateException",
                    () -> scene.adminKms.encrypt(r -> r.keyId(key.id()).plaintext(PLAINTEXT)));
        };
    }
}
