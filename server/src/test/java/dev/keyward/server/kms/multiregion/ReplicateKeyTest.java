package dev.keyward.server.kms.multiregion;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_REGION;
import static dev.keyward.server.TestingKeyward.REGION;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowTo;
import static dev.keyward.server.kms.TestingKms.allowing;
import static dev.keyward.server.kms.TestingKms.arn;
import static dev.keyward.server.kms.TestingKms.arnIn;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static dev.keyward.server.kms.TestingKms.metadata;
import static dev.keyward.server.kms.TestingKms.policy;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.kms.common.RelatedKeys;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.MaterialState;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RotationSchedule;
import dev.keyward.server.model.RotationType;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplicateKeyTest {

    private static final String NEEDED =
            "\"kms:ReplicateKey\", \"kms:CreateKey\", \"kms:TagResource\"";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey("MultiRegion", true, "Description", "the primary");

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct replicate(Object... more) {
        return replicateAs(TestingKeyward.rootOf(ACCOUNT), more);
    }

    private Struct replicateAs(Caller caller, Object... more) {
        var members = new Object[4 + more.length];
        members[0] = "KeyId";
        members[1] = id;
        members[2] = "ReplicaRegion";
        members[3] = OTHER_REGION.code();
        System.arraycopy(more, 0, members, 4, more.length);
        return kms.callAs(caller, "ReplicateKey", members);
    }

    private static String denied(String user, String action, String resource) {
        return "User: arn:aws:iam::123456789012:user/" + user + " is not authorized to perform: "
                + action + resource + " because no identity-based policy allows the " + action
                + " action";
    }

    @Test
    void makesAKeyOfTheSameIdAndMaterialInTheOtherRegion() {
        var output = replicate();
        var replica = output.struct("ReplicaKeyMetadata").orElseThrow();
        assertEquals(id, replica.requiredText("KeyId"));
        assertEquals(arnIn(OTHER_REGION, id).toString(), replica.requiredText("Arn"));
        assertEquals("Enabled", replica.requiredText("KeyState"));
        assertEquals(Optional.of(true), replica.bool("MultiRegion"));
        assertEquals(kms.stored(id).currentMaterialId(), replica.text("CurrentKeyMaterialId"));
        var configuration = replica.struct("MultiRegionConfiguration").orElseThrow();
        assertEquals("REPLICA", configuration.requiredText("MultiRegionKeyType"));
        assertEquals(
                Optional.of("eu-central-1"),
                configuration.struct("PrimaryKey").flatMap(primary -> primary.text("Region")));
        assertEquals(
                List.of("us-east-1"),
                configuration.structs("ReplicaKeys").stream()
                        .map(place -> place.requiredText("Region"))
                        .toList());
        assertEquals(replica, metadata(kms.callIn(OTHER_REGION, "DescribeKey", "KeyId", id)));
        var primary = metadata(kms.call("DescribeKey", "KeyId", id))
                .struct("MultiRegionConfiguration")
                .orElseThrow();
        assertEquals("PRIMARY", primary.requiredText("MultiRegionKeyType"));
        assertEquals(1, primary.structs("ReplicaKeys").size());
    }

    @Test
    void givesTheReplicaItsOwnPolicyDescriptionAndTags() {
        kms.call("PutKeyPolicy", "KeyId", id, "Policy", policy(allowTo("*", "kms:Encrypt")));
        kms.call("TagResource", "KeyId", id, "Tags", List.of(tag("of", "primary")));
        kms.keyward().clock().advance(Duration.ofDays(1));
        var plain = replicate();
        var standard = metadata(kms.call("CreateKey")).requiredText("KeyId");
        assertEquals(
                kms.call("GetKeyPolicy", "KeyId", standard).text("Policy"),
                plain.text("ReplicaPolicy"));
        assertEquals(List.of(), plain.structs("ReplicaTags"));
        var metadata = plain.struct("ReplicaKeyMetadata").orElseThrow();
        assertEquals("", metadata.requiredText("Description"));
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofDays(1))),
                metadata.time("CreationDate"));

        var own = policy(allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:Decrypt"));
        var full = kms.call(
                "ReplicateKey",
                "KeyId",
                arn(id).toString(),
                "ReplicaRegion",
                "ap-south-1",
                "Policy",
                own,
                "Description",
                "in Mumbai",
                "Tags",
                List.of(tag("b", "2"), tag("a", "1")));
        assertEquals(
                kms.callIn(new Region("ap-south-1"), "GetKeyPolicy", "KeyId", id)
                        .text("Policy"),
                full.text("ReplicaPolicy"));
        assertEquals(List.of(tag("a", "1"), tag("b", "2")), full.structs("ReplicaTags"));
        assertEquals(
                "in Mumbai",
                full.struct("ReplicaKeyMetadata").orElseThrow().requiredText("Description"));
        var replica = kms.stored(arnIn(new Region("ap-south-1"), id));
        assertEquals(Map.of("a", "1", "b", "2"), replica.tags());
        assertEquals(Map.of("of", "primary"), kms.stored(id).tags());
    }

    @Test
    void copiesEveryMaterialAsItStands() {
        var schedule = new RotationSchedule(180, TestingKeyward.START.plus(Duration.ofDays(180)));
        kms.change(id, key -> key.but().rotation(Optional.of(schedule)).key());
        var rotation = new KeyMaterialEntry.Rotation(RotationType.AUTOMATIC, TestingKeyward.START);
        var first = kms.keyward().store().write(transaction -> {
            var current = transaction.materials().list(arn(id)).getFirst();
            transaction.materials().update(current.rotatedTo(rotation));
            var old = new KeyMaterialEntry(
                    arn(id),
                    "0".repeat(64),
                    MaterialState.NON_CURRENT,
                    true,
                    TestingKeyward.START.minusSeconds(1),
                    Optional.empty(),
                    "",
                    Optional.empty());
            transaction.materials().insert(old, new byte[] {1, 2, 3});
            return old;
        });
        replicate();
        var replica = arnIn(OTHER_REGION, id);
        kms.keyward().store().read(snapshot -> {
            var materials = snapshot.materials();
            assertEquals(
                    materials.list(arn(id)).stream()
                            .map(entry -> entry.of(replica))
                            .toList(),
                    materials.list(replica));
            assertEquals(2, materials.list(replica).size());
            assertArrayEquals(
                    new byte[] {1, 2, 3},
                    materials.find(replica, first.materialId()).orElseThrow().sealed());
            return 0;
        });
        assertEquals(Optional.of(schedule), kms.stored(replica).rotation());
    }

    @Test
    void leavesImportedMaterialToBeImportedIntoTheReplica() {
        kms.change(id, key -> key.but().origin(KeyOrigin.EXTERNAL).key());
        var output = replicate().struct("ReplicaKeyMetadata").orElseThrow();
        assertEquals("PendingImport", output.requiredText("KeyState"));
        assertEquals("EXTERNAL", output.requiredText("Origin"));
        var replica = arnIn(OTHER_REGION, id);
        var material = kms.stored(id).currentMaterialId().orElseThrow();
        kms.keyward().store().read(snapshot -> {
            var entry = snapshot.materials().list(replica).getFirst();
            assertEquals(material, entry.materialId());
            assertFalse(entry.present());
            return entry;
        });
        assertRefused(
                "KMSInvalidStateException",
                replica + " is pending import.",
                () -> kms.callIn(
                        OTHER_REGION, "Encrypt", "KeyId", id, "Plaintext", new byte[] {1}));
    }

    @Test
    void replicatesAnHmacKey() {
        var hmac = kms.createKey(
                "MultiRegion", true, "KeySpec", "HMAC_384", "KeyUsage", "GENERATE_VERIFY_MAC");
        kms.call("ReplicateKey", "KeyId", hmac, "ReplicaRegion", "us-east-1");
        var message = new Object[] {
            "KeyId", hmac, "Message", new byte[] {1}, "MacAlgorithm", "HMAC_SHA_384"
        };
        assertArrayEquals(
                kms.call("GenerateMac", message).requiredBlob("Mac"),
                kms.callIn(OTHER_REGION, "GenerateMac", message).requiredBlob("Mac"));
    }

    @Test
    void refusesWhateverIsNoPrimaryKey() {
        var single = kms.createKey();
        assertRefused(
                "UnsupportedOperationException",
                arn(single) + " is not a multi-region primary key.",
                () -> kms.call("ReplicateKey", "KeyId", single, "ReplicaRegion", "us-east-1"));
        replicate();
        assertRefused(
                "UnsupportedOperationException",
                arnIn(OTHER_REGION, id) + " is not a multi-region primary key.",
                () -> kms.callIn(
                        OTHER_REGION, "ReplicateKey", "KeyId", id, "ReplicaRegion", "ap-south-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-central-1"})
    void refusesASecondKeyInARegion(String region) {
        replicate();
        assertRefused(
                "AlreadyExistsException",
                "the key " + arnIn(new Region(region), id) + " exists already",
                () -> kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", region));
    }

    @Test
    void isRepeatableOnceTheReplicaIsGone() {
        replicate();
        kms.callIn(OTHER_REGION, "ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 7);
        assertEquals(
                1, kms.deletion().deleteDueKeys(TestingKeyward.START.plus(Duration.ofDays(7))));
        var again = replicate().struct("ReplicaKeyMetadata").orElseThrow();
        assertEquals(kms.stored(id).currentMaterialId(), again.text("CurrentKeyMaterialId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-north-1", "us-gov-west-1"})
    void refusesARegionOfAnotherPartition(String region) {
        assertRefused(
                "UnsupportedOperationException",
                "the Region " + region + " is not served",
                () -> kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", region));
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        assertNotFound(
                TestingKms.NO_KEY,
                () -> kms.call(
                        "ReplicateKey", "KeyId", TestingKms.NO_KEY, "ReplicaRegion", "us-east-1"));
        assertRefused(
                "NotFoundException",
                "Invalid keyId 'alias/mine'",
                () -> kms.call(
                        "ReplicateKey", "KeyId", "alias/mine", "ReplicaRegion", "us-east-1"));
    }

    @Test
    void otherAccountsCannotBeGivenIt() {
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                policy(allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:*")));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::210987654321:root is not authorized to perform: kms:ReplicateKey on"
                        + " this resource because the resource does not exist in this Region, no"
                        + " resource-based policies allow access, or a resource-based policy explicitly"
                        + " denies access",
                () -> kms.callFromElsewhere(
                        "ReplicateKey", "KeyId", arn(id).toString(), "ReplicaRegion", "us-east-1"));
    }

    @Test
    void refusesAPolicyThatLocksItsMakerOut() {
        assertRefused(
                "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.",
                () -> replicate("Policy", """
                        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                          "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}}"""));
        replicate("BypassPolicyLockoutSafetyCheck", true, "Policy", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}}""");
    }

    @Test
    void asksThePolicyForTheRegionOfTheReplicaWhetherItLocksOut() {
        var here = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
                  "Principal": {"AWS": "arn:aws:iam::123456789012:root"}, "Resource": "*",
                  "Condition": {"StringEquals": {"aws:RequestedRegion": "%s"}}}}""";
        assertRefused(
                "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.",
                () -> replicate("Policy", here.formatted(REGION)));
        replicate("Policy", here.formatted(OTHER_REGION));
    }

    @Test
    void needsThePrimaryKeysPolicyAndLeaveToCreateKeysInTheOtherRegion() {
        var user = kms.keyward().user("replicator");
        assertRefused(
                "AccessDeniedException",
                denied("replicator", "kms:ReplicateKey", " on resource: " + arn(id)),
                () -> replicateAs(user));
        kms.keyward().allow(user, allowing("kms:ReplicateKey"));
        assertRefused(
                "AccessDeniedException",
                denied("replicator", "kms:CreateKey", " on resource: *"),
                () -> replicateAs(user));
        kms.keyward().allow(user, allowing("kms:CreateKey"));
        assertRefused(
                "AccessDeniedException",
                denied("replicator", "kms:TagResource", ""),
                () -> replicateAs(user, "Tags", List.of(tag("a", "1"))));
        replicateAs(user);
    }

    @Test
    void eachPermissionMustHoldInItsOwnRegion() {
        var user = kms.keyward().user("regional");
        kms.keyward().allow(user, regional("kms:ReplicateKey", "eu-central-1"));
        kms.keyward().allow(user, regional("kms:CreateKey", "eu-central-1"));
        kms.keyward().allow(user, regional("kms:TagResource", "us-east-1"));
        assertRefused(
                "AccessDeniedException",
                denied("regional", "kms:CreateKey", " on resource: *"),
                () -> replicateAs(user));
        kms.keyward().allow(user, regional("kms:CreateKey", "us-east-1"));
        replicateAs(user, "Tags", List.of(tag("a", "1")));
    }

    private static String regional(String action, String region) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "%s",
                  "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "%s"}}}}""".formatted(action, region);
    }

    @Test
    void policiesSeeTheRegionOfTheReplica() {
        var user = kms.keyward().user("bounded");
        kms.keyward().allow(user, allowing("kms:CreateKey"));
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:ReplicateKey",
                  "Resource": "*", "Condition": {"StringEquals": {"kms:ReplicaRegion": "ap-south-1"}}}}""");
        assertRefused(
                "AccessDeniedException",
                denied("bounded", "kms:ReplicateKey", " on resource: " + arn(id)),
                () -> replicateAs(user));
        kms.callAs(user, "ReplicateKey", "KeyId", id, "ReplicaRegion", "ap-south-1");
    }

    /** Each condition is on kms:CreateKey, which must see the replica as it will be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"StringEquals\": {\"kms:MultiRegionKeyType\": \"PRIMARY\"}",
                "\"Bool\": {\"kms:MultiRegion\": \"false\"}",
                "\"StringNotEquals\": {\"kms:KeySpec\": \"HMAC_256\"}",
                "\"StringNotEquals\": {\"kms:KeyUsage\": \"GENERATE_VERIFY_MAC\"}",
                "\"StringNotEquals\": {\"kms:KeyOrigin\": \"AWS_KMS\"}",
                "\"StringNotEquals\": {\"aws:RequestTag/team\": \"blue\"}",
                "\"Null\": {\"kms:BypassPolicyLockoutSafetyCheck\": \"true\"}"
            })
    void leaveToCreateKeysMayDependOnWhatIsReplicated(String condition) {
        var user = kms.keyward().user("creator");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": [%s], "Resource": "*"},
                  {"Effect": "Deny", "Action": "kms:CreateKey", "Resource": "*",
                   "Condition": {%s}}]}""".formatted(NEEDED, condition));
        var hmac = kms.createKey(
                "MultiRegion", true, "KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");
        kms.callAs(
                user,
                "ReplicateKey",
                "KeyId",
                hmac,
                "ReplicaRegion",
                "us-east-1",
                "Tags",
                List.of(tag("team", "blue")),
                "BypassPolicyLockoutSafetyCheck",
                true);
    }

    @Test
    void aDenyOfReplicasKeepsKeysFromBeingReplicated() {
        var user = kms.keyward().user("stationary");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": [%s], "Resource": "*"},
                  {"Effect": "Deny", "Action": "kms:CreateKey", "Resource": "*",
                   "Condition": {"StringEquals": {"kms:MultiRegionKeyType": "REPLICA"}}}]}""".formatted(NEEDED));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/stationary is not authorized to perform:"
                        + " kms:CreateKey on resource: * with an explicit deny in an identity-based policy",
                () -> replicateAs(user));
        kms.callAs(user, "CreateKey", "MultiRegion", true);
    }

    @Test
    void tellsTheStateBeforeTheKind() {
        var single = kms.createKey();
        kms.change(single, key -> key.withState(KeyState.DISABLED));
        assertRefused(
                "DisabledException",
                arn(single) + " is disabled.",
                () -> kms.call("ReplicateKey", "KeyId", single, "ReplicaRegion", "us-east-1"));
    }

    @Test
    void relatedKeysAreChangedTogether() {
        replicate();
        var schedule = new RotationSchedule(365, TestingKeyward.START.plus(Duration.ofDays(365)));
        var replica = kms.stored(arnIn(OTHER_REGION, id));
        kms.keyward().store().write(transaction -> {
            RelatedKeys.change(replica, key -> key.rotation(Optional.of(schedule)), transaction);
            return 0;
        });
        assertEquals(Optional.of(schedule), kms.stored(id).rotation());
        assertEquals(Optional.of(schedule), kms.stored(replica.arn()).rotation());
        assertEquals(kms.stored(id).policy(), kms.stored(replica.arn()).policy());
        assertEquals("the primary", kms.stored(id).description());
        assertEquals("", kms.stored(replica.arn()).description());
    }
}
