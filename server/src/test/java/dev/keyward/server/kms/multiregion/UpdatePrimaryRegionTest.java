package dev.keyward.server.kms.multiregion;

import static dev.keyward.server.TestingKeyward.OTHER_REGION;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowTo;
import static dev.keyward.server.kms.TestingKms.arn;
import static dev.keyward.server.kms.TestingKms.arnIn;
import static dev.keyward.server.kms.TestingKms.assertNotFound;
import static dev.keyward.server.kms.TestingKms.metadata;
import static dev.keyward.server.kms.TestingKms.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.Region;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UpdatePrimaryRegionTest {

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

    private Struct update(String region) {
        return kms.call("UpdatePrimaryRegion", "KeyId", id, "PrimaryRegion", region);
    }

    private Struct configuration(Region region) {
        return metadata(kms.callIn(region, "DescribeKey", "KeyId", id))
                .struct("MultiRegionConfiguration")
                .orElseThrow();
    }

    @Test
    void makesTheReplicaThePrimaryForAllOfThem() {
        assertEquals(Struct.empty(), update("us-east-1"));
        for (var region : List.of(TestingKeyward.REGION, OTHER_REGION, THIRD_REGION)) {
            var told = configuration(region);
            assertEquals(
                    region.equals(OTHER_REGION) ? "PRIMARY" : "REPLICA",
                    told.requiredText("MultiRegionKeyType"));
            assertEquals(
                    Optional.of(arnIn(OTHER_REGION, id).toString()),
                    told.struct("PrimaryKey").flatMap(primary -> primary.text("Arn")));
            assertEquals(
                    List.of("ap-south-1", "eu-central-1"),
                    told.structs("ReplicaKeys").stream()
                            .map(place -> place.requiredText("Region"))
                            .toList());
            assertEquals(KeyState.ENABLED, kms.stored(arnIn(region, id)).state());
        }
    }

    @Test
    void onlyTheNewPrimaryIsReplicatedAndMovedFromThenOn() {
        update("us-east-1");
        assertRefused(
                "UnsupportedOperationException",
                arn(id) + " is not a multi-region primary key.",
                () -> kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", "eu-west-1"));
        kms.callIn(OTHER_REGION, "ReplicateKey", "KeyId", id, "ReplicaRegion", "eu-west-1");
        assertRefused(
                "UnsupportedOperationException",
                arn(id) + " is not a multi-region primary key.",
                () -> update("ap-south-1"));
        kms.callIn(
                OTHER_REGION, "UpdatePrimaryRegion", "KeyId", id, "PrimaryRegion", "eu-central-1");
        assertEquals(
                "PRIMARY", configuration(TestingKeyward.REGION).requiredText("MultiRegionKeyType"));
    }

    @Test
    void refusesARegionWithoutAReplica() {
        assertRefused(
                "NotFoundException",
                "Key '" + arnIn(new Region("eu-west-1"), id) + "' does not exist",
                () -> update("eu-west-1"));
        assertRefused(
                "UnsupportedOperationException",
                "the Region cn-north-1 is not served",
                () -> update("cn-north-1"));
    }

    @Test
    void refusesTheRegionOfThePrimaryKeyItself() {
        assertRefused(
                "UnsupportedOperationException",
                arn(id) + " is not a multi-region replica key.",
                () -> update("eu-central-1"));
    }

    @Test
    void refusesASingleRegionKeyAndAKeyThatIsNotThere() {
        var single = kms.createKey();
        assertRefused(
                "UnsupportedOperationException",
                arn(single) + " is not a multi-region primary key.",
                () -> kms.call(
                        "UpdatePrimaryRegion", "KeyId", single, "PrimaryRegion", "us-east-1"));
        assertNotFound(
                TestingKms.NO_KEY,
                () -> kms.call(
                        "UpdatePrimaryRegion",
                        "KeyId",
                        TestingKms.NO_KEY,
                        "PrimaryRegion",
                        "us-east-1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ENABLED", "UPDATING"})
    void refusesAReplicaThatCannotBeUsed(KeyState state) {
        var replica = arnIn(OTHER_REGION, id);
        kms.change(replica, key -> key.withState(state));
        assertRefused(
                state == KeyState.DISABLED ? "DisabledException" : "KMSInvalidStateException",
                replica + " is " + state.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".",
                () -> update("us-east-1"));
        assertEquals(Optional.of(TestingKeyward.REGION), kms.stored(id).primaryRegion());
    }

    @Test
    void mustBeAllowedOnEitherKeyInItsRegion() {
        var user = kms.keyward().user("mover");
        kms.keyward().allow(user, regional("eu-central-1"));
        assertRefused("AccessDeniedException", denied(OTHER_REGION), () -> updateAs(user));
        kms.keyward().allow(user, regional("us-east-1"));
        updateAs(user);
        // Back again, the other way round.
        var back = kms.keyward().user("back");
        kms.keyward().allow(back, regional("us-east-1"));
        assertRefused(
                "AccessDeniedException",
                denied(TestingKeyward.REGION).replace("mover", "back"),
                () -> kms.callInAs(
                        OTHER_REGION,
                        back,
                        "UpdatePrimaryRegion",
                        "KeyId",
                        id,
                        "PrimaryRegion",
                        "eu-central-1"));
    }

    private void updateAs(Caller user) {
        kms.callAs(user, "UpdatePrimaryRegion", "KeyId", id, "PrimaryRegion", "us-east-1");
    }

    private String denied(Region region) {
        return "User: arn:aws:iam::123456789012:user/mover is not authorized to perform:"
                + " kms:UpdatePrimaryRegion on resource: " + arnIn(region, id)
                + " because no identity-based policy allows the kms:UpdatePrimaryRegion action";
    }

    private static String regional(String region) {
        return """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:UpdatePrimaryRegion", "Resource": "*",
                  "Condition": {"StringEquals": {"aws:RequestedRegion": "%s"}}}}""".formatted(region);
    }

    @Test
    void eitherKeysPolicyMayForbidItByTheNewRegion() {
        var deny = """
                {"Effect": "Deny", "Principal": "*", "Action": "kms:UpdatePrimaryRegion",
                  "Resource": "*", "Condition": {"StringEquals": {"kms:PrimaryRegion": "us-east-1"}}}""";
        kms.callIn(OTHER_REGION, "PutKeyPolicy", "KeyId", id, "Policy", policy(deny));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform:"
                        + " kms:UpdatePrimaryRegion on resource: " + arnIn(OTHER_REGION, id)
                        + " with an explicit deny in a resource-based policy",
                () -> update("us-east-1"));
        kms.callIn(OTHER_REGION, "PutKeyPolicy", "KeyId", id, "Policy", policy());
        kms.call("PutKeyPolicy", "KeyId", id, "Policy", policy(deny));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform:"
                        + " kms:UpdatePrimaryRegion on resource: " + arn(id)
                        + " with an explicit deny in a resource-based policy",
                () -> update("us-east-1"));
        update("ap-south-1");
    }

    @Test
    void otherAccountsCannotBeGivenItNorLearnOfReplicas() {
        for (var region : List.of("us-east-1", "eu-west-1")) {
            kms.call(
                    "PutKeyPolicy",
                    "KeyId",
                    id,
                    "Policy",
                    policy(allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:*")));
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::210987654321:root is not authorized to perform:"
                            + " kms:UpdatePrimaryRegion on this resource because the resource does not"
                            + " exist in this Region, no resource-based policies allow access, or a"
                            + " resource-based policy explicitly denies access",
                    () -> kms.callFromElsewhere(
                            "UpdatePrimaryRegion",
                            "KeyId",
                            arn(id).toString(),
                            "PrimaryRegion",
                            region));
        }
    }

    @Test
    void conditionsSeeWhichOfTheKeysIsThePrimary() {
        var user = kms.keyward().user("careful");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:ScheduleKeyDeletion", "Resource": "*", "Condition":
                    {"StringEquals": {"kms:MultiRegionKeyType": "REPLICA"}}}}""");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/careful is not authorized to perform:"
                        + " kms:ScheduleKeyDeletion on resource: " + arn(id)
                        + " because no identity-based policy allows the kms:ScheduleKeyDeletion action",
                () -> kms.callAs(user, "ScheduleKeyDeletion", "KeyId", id));
        update("us-east-1");
        kms.callAs(user, "ScheduleKeyDeletion", "KeyId", id);
    }
}
