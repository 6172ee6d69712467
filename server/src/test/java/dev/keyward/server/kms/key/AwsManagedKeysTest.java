package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AwsManagedKeysTest {

    private static final String ALIAS = "alias/aws/s3";

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct describe(String keyId) {
        return TestingKms.metadata(kms.call("DescribeKey", "KeyId", keyId));
    }

    private int keys() {
        return kms.call("ListKeys").structs("Keys").size();
    }

    @Test
    void describingAPredefinedAliasMakesItsKey() {
        var made = describe(ALIAS);
        assertEquals("AWS", made.requiredText("KeyManager"));
        assertEquals("Enabled", made.requiredText("KeyState"));
        assertEquals("AWS_KMS", made.requiredText("Origin"));
        assertEquals("SYMMETRIC_DEFAULT", made.requiredText("KeySpec"));
        assertEquals(Optional.of(false), made.bool("MultiRegion"));
        assertEquals(
                "Default key that protects my S3 objects when no other key is defined",
                made.requiredText("Description"));
        assertEquals(made, describe(ALIAS));
        assertEquals(made, describe(TestingKms.aliasArn(TestingKeyward.ACCOUNT, ALIAS)));
        assertEquals(made, describe(made.requiredText("KeyId")));
        assertEquals(1, keys());
    }

    @Test
    void itsAliasArnMakesItToo() {
        var made = describe(TestingKms.aliasArn(TestingKeyward.ACCOUNT, ALIAS));
        assertEquals(made, describe(ALIAS));
    }

    @Test
    void everyServiceHasAKeyOfItsOwnWhosePolicyIsOne() throws PolicyException {
        var services = AwsService.all();
        assertTrue(services.size() > 20);
        for (var alias : services.keySet()) {
            var id = describe(alias).requiredText("KeyId");
            PolicyDocument.parse(kms.stored(id).policy(), PolicyKind.KEY_POLICY);
            assertEquals(
                    Duration.ofDays(365),
                    Duration.between(
                            kms.stored(id).created(),
                            kms.stored(id).rotation().orElseThrow().next()));
        }
        assertEquals(services.size(), keys());
    }

    @Test
    void everyAccountHasItsOwn() {
        var own = describe(ALIAS).requiredText("KeyId");
        var foreign = TestingKms.metadata(kms.callFromElsewhere("DescribeKey", "KeyId", ALIAS));
        assertNotEquals(own, foreign.requiredText("KeyId"));
        assertEquals(TestingKeyward.OTHER_ACCOUNT.value(), foreign.requiredText("AWSAccountId"));
    }

    @Test
    void nothingIsMadeForAnotherAccountOrForAnAliasThatIsNotPredefined() {
        assertThrows(
                ServiceException.class,
                () -> kms.callFromElsewhere(
                        "DescribeKey",
                        "KeyId",
                        TestingKms.aliasArn(TestingKeyward.ACCOUNT, ALIAS)));
        assertRefused(
                "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:123456789012:alias/aws/none is not found.",
                () -> describe("alias/aws/none"));
        assertRefused(
                "NotFoundException",
                "Alias arn:aws:kms:eu-central-1:123456789012:alias/aws/s3 is not found.",
                () -> kms.call("Encrypt", "KeyId", ALIAS, "Plaintext", new byte[] {1}));
        assertEquals(0, keys());
    }

    @Test
    void whoMayNotDescribeItLeavesNothingBehind() {
        var user = kms.keyward().user("user");
        assertThrows(ServiceException.class, () -> kms.callAs(user, "DescribeKey", "KeyId", ALIAS));
        assertEquals(0, keys());
        kms.keyward().allow(user, TestingKms.allowing("kms:DescribeKey"));
        kms.callAs(user, "DescribeKey", "KeyId", ALIAS);
        assertEquals(1, keys());
    }

    @Test
    void aServiceFindsOrMakesTheKeyItNeeds() {
        var keyward = kms.keyward();
        var managed = new AwsManagedKeys(
                new KeyMaterials(
                        keyward.rootKey(),
                        dev.keyward.crypto.Providers.best(),
                        new TestingRandom()),
                new TestingRandom());
        var made = keyward.store()
                .write(transaction -> managed.key(
                        "alias/aws/ebs",
                        TestingKeyward.ACCOUNT,
                        TestingKeyward.REGION,
                        TestingKeyward.START,
                        transaction));
        assertEquals(made.id(), describe("alias/aws/ebs").requiredText("KeyId"));
        var elsewhere = keyward.store()
                .write(transaction -> managed.key(
                        "alias/aws/ebs",
                        TestingKeyward.ACCOUNT,
                        new Region("us-east-1"),
                        TestingKeyward.START,
                        transaction));
        assertNotEquals(made.id(), elsewhere.id());
        assertTrue(made.policy().contains("\"ec2.eu-central-1.amazonaws.com\""), made.policy());
        assertTrue(made.policy().contains("kms:CreateGrant"), made.policy());
        assertThrows(
                IllegalArgumentException.class,
                () -> keyward.store()
                        .write(transaction -> managed.key(
                                "alias/aws/none",
                                TestingKeyward.ACCOUNT,
                                TestingKeyward.REGION,
                                TestingKeyward.START,
                                transaction)));
    }

    /** What customers may not do with it, root user or not. */
    static Stream<List<Object>> forbidden() {
        var tags = List.of(TestingKms.tag("a", "b"));
        return Stream.of(
                List.of("PutKeyPolicy", "Policy", TestingKms.policy()),
                List.of("DisableKey"),
                List.of("EnableKey"),
                List.of("ScheduleKeyDeletion"),
                List.of("CancelKeyDeletion"),
                List.of("TagResource", "Tags", tags),
                List.of("UntagResource", "TagKeys", List.of("a")),
                List.of("UpdateKeyDescription", "Description", "mine"),
                List.of(
                        "CreateGrant",
                        "GranteePrincipal",
                        "arn:aws:iam::123456789012:root",
                        "Operations",
                        List.of("Encrypt")),
                List.of("Encrypt", "Plaintext", new byte[] {1}),
                List.of("GenerateDataKey", "KeySpec", "AES_256"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void itsPolicyForbidsWhatOnlyItsServiceMayDo(List<Object> request) {
        var id = describe(ALIAS).requiredText("KeyId");
        var before = kms.stored(id);
        var operation = (String) request.getFirst();
        var members = new ArrayList<>(request.subList(1, request.size()));
        members.add("KeyId");
        members.add(id);
        assertRefused(
                "AccessDeniedException",
                refusal(operation, before),
                () -> kms.call(operation, members.toArray()));
        assertEquals(before, kms.stored(id));
    }

    private static String refusal(String action, KmsKey key) {
        return "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:" + action
                + " on resource: " + key.arn()
                + " because no resource-based policy allows the kms:" + action + " action";
    }

    @Test
    void itsAliasIsReservedAndNoOtherMayLeadToIt() {
        var key = kms.stored(describe(ALIAS).requiredText("KeyId"));
        var mine = kms.createKey();
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", mine);
        for (var operation : List.of("CreateAlias", "UpdateAlias")) {
            assertRefused(
                    "NotAuthorizedException",
                    "",
                    () -> kms.call(operation, "AliasName", ALIAS, "TargetKeyId", mine));
        }
        assertRefused(
                "NotAuthorizedException", "", () -> kms.call("DeleteAlias", "AliasName", ALIAS));
        assertRefused(
                "AccessDeniedException",
                refusal("CreateAlias", key),
                () -> kms.call("CreateAlias", "AliasName", "alias/new", "TargetKeyId", key.id()));
        assertRefused(
                "AccessDeniedException",
                refusal("UpdateAlias", key),
                () -> kms.call("UpdateAlias", "AliasName", "alias/mine", "TargetKeyId", key.id()));
    }

    @Test
    void everybodyWithPermissionMayLookAtIt() {
        var id = describe(ALIAS).requiredText("KeyId");
        assertTrue(kms.call("GetKeyPolicy", "KeyId", id)
                .requiredText("Policy")
                .contains("\"kms:ViaService\": \"s3.eu-central-1.amazonaws.com\""));
        kms.call("ListResourceTags", "KeyId", id);
        kms.call("GetKeyLastUsage", "KeyId", id);
        kms.call("ListGrants", "KeyId", id);
    }

    @Test
    void itDoesNotCountAsAKeyOfTheCustomer() {
        describe(ALIAS);
        var count = kms.keyward()
                .store()
                .read(snapshot ->
                        snapshot.keys().count(TestingKeyward.ACCOUNT, TestingKeyward.REGION));
        assertEquals(0, count);
        assertFalse(kms.createKey().isEmpty());
    }
}
