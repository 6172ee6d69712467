package dev.keyward.server.kms.grant;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.KeyUsage;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.Grant.Party;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateGrantTest {

    private static final String SOURCE = "arn:aws:s3:::a-bucket-of-ours";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final Caller clerk = kms.keyward().user("clerk");

    @AfterEach
    void close() {
        kms.close();
    }

    private static Object[] request(Object... members) {
        return members;
    }

    /** A request for Decrypt to the clerk, with other members or more. */
    private Object[] granting(Object... members) {
        var all = new HashMap<Object, Object>(Map.of(
                "KeyId",
                id,
                "GranteePrincipal",
                clerk.principal().arn(),
                "Operations",
                List.of("Decrypt")));
        for (var index = 0; index < members.length; index += 2) {
            all.put(members[index], members[index + 1]);
        }
        var list = new ArrayList<>();
        all.forEach((name, value) -> {
            list.add(name);
            list.add(value);
        });
        return list.toArray();
    }

    private Struct create(Object... members) {
        return kms.call("CreateGrant", granting(members));
    }

    private Grant stored(Struct output) {
        return kms.keyward()
                .store()
                .read(s -> s.grants()
                        .find(TestingKms.arn(id), output.requiredText("GrantId"))
                        .orElseThrow());
    }

    @Test
    void answersWithAnIdAndATokenAndNothingElse() {
        var output = create();
        assertEquals(
                List.of("GrantToken", "GrantId"), List.copyOf(output.members().keySet()));
        assertTrue(output.requiredText("GrantId").matches("[0-9a-f]{64}"));
        assertTrue(output.requiredText("GrantToken").length() <= 8192);
    }

    @Test
    void keepsWhatWasAskedFor() {
        var made = create(
                "Name",
                "nightly:job/1_a-b",
                "Operations",
                List.of("Encrypt", "Decrypt", "Encrypt"),
                "RetiringPrincipal",
                "arn:aws:iam::210987654321:root",
                "Constraints",
                Map.of("EncryptionContextSubset", Map.of("AppName", "payroll")));
        var grant = stored(made);
        assertEquals("nightly:job/1_a-b", grant.name());
        assertEquals(List.of("Decrypt", "Encrypt"), grant.operations());
        assertEquals(
                new Party(Party.Kind.PRINCIPAL, kms.keyward().userOf(clerk).id()), grant.grantee());
        assertEquals(
                Optional.of(new Party(Party.Kind.PRINCIPAL, "arn:aws:iam::210987654321:root")),
                grant.retiring());
        assertEquals(TestingKeyward.ACCOUNT, grant.issuingAccount());
        assertEquals(Map.of("AppName", "payroll"), grant.context().orElseThrow().pairs());
        assertEquals(TestingKeyward.START, grant.created());
    }

    @Test
    void everyRequestWithoutANameMakesAnotherGrant() {
        assertNotEquals(create().requiredText("GrantId"), create().requiredText("GrantId"));
    }

    @Test
    void aRepeatedNameGivesTheSameGrantAndAnotherToken() {
        var constraints =
                Map.of("EncryptionContextEquals", Map.of("AppName", "payroll", "Unit", "7"));
        var one = create("Name", "retry", "Constraints", constraints);
        kms.keyward().clock().advance(Duration.ofHours(1));
        var again = create(
                "Name",
                "retry",
                "Constraints",
                constraints,
                "Operations",
                List.of("Decrypt", "Decrypt"));
        assertEquals(one.requiredText("GrantId"), again.requiredText("GrantId"));
        assertNotEquals(one.requiredText("GrantToken"), again.requiredText("GrantToken"));
        assertEquals(1, count());
    }

    @Test
    void aRepeatedNameWithAnythingElseIsAnotherGrant() {
        var other = kms.keyward().user("other").principal().arn();
        create("Name", "retry");
        create("Name", "retry2");
        create("Name", "retry", "GranteePrincipal", other);
        create("Name", "retry", "Operations", List.of("Encrypt"));
        create("Name", "retry", "RetiringPrincipal", other);
        for (var rule : List.of("EncryptionContextEquals", "EncryptionContextSubset")) {
            create("Name", "retry", "Constraints", Map.of(rule, Map.of("a", "1")));
        }
        create("Name", "retry", "Constraints", Map.of("EncryptionContextSubset", Map.of("a", "2")));
        assertEquals(8, count());
    }

    private int count() {
        return kms.keyward().store().read(s -> s.grants().count(TestingKms.arn(id)));
    }

    @Test
    void aUserMadeAnewUnderTheSameNameIsSomebodyElse() {
        var one = create("Name", "retry").requiredText("GrantId");
        var user = kms.keyward().userOf(clerk);
        kms.keyward().store().write(tx -> {
            tx.users().delete(user);
            return user;
        });
        kms.keyward().user("clerk");
        assertNotEquals(one, create("Name", "retry").requiredText("GrantId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:root",
                "123456789012",
                "arn:aws:iam::123456789012:user/clerk",
                "arn:aws:iam::123456789012:role/worker",
                "arn:aws:sts::123456789012:assumed-role/worker/night",
                "arn:aws:sts::123456789012:federated-user/guest",
                "arn:aws:iam::210987654321:root"
            })
    void takesEveryKindOfPrincipal(String principal) {
        kms.keyward().role("worker", TestingKms.policy());
        create("GranteePrincipal", principal, "RetiringPrincipal", principal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:user/nobody",
                "arn:aws:iam::123456789012:user/CLERK",
                "arn:aws:iam::123456789012:group/clerks",
                "arn:aws:iam::999999999999:root",
                "arn:aws:sts::123456789012:assumed-role/nobody/night",
                "arn:aws:s3:::bucket",
                "AIDA00000000000000000",
                "s3.amazonaws.com",
                "clerk"
            })
    void refusesWhoIsNoPrincipal(String principal) {
        kms.keyward().group("clerks");
        for (var role : List.of("GranteePrincipal", "RetiringPrincipal")) {
            assertRefused(
                    "InvalidArnException",
                    "ARN does not refer to a valid principal: " + principal,
                    () -> create(role, principal));
        }
    }

    private Object[] toService(Object... members) {
        var all = new ArrayList<Object>(Arrays.asList(
                "KeyId",
                id,
                "GranteeServicePrincipal",
                "s3.amazonaws.com",
                "Operations",
                List.of("Decrypt")));
        all.addAll(List.of(members));
        return all.toArray();
    }

    @Test
    void grantsToAServiceForOneSource() {
        var made = kms.call(
                "CreateGrant",
                toService(
                        "RetiringServicePrincipal",
                        "s3.eu-central-1.amazonaws.com",
                        "Constraints",
                        Map.of("SourceArn", SOURCE)));
        var grant = stored(made);
        assertEquals(new Party(Party.Kind.SERVICE, "s3.amazonaws.com"), grant.grantee());
        assertEquals(
                Optional.of(new Party(Party.Kind.SERVICE, "s3.eu-central-1.amazonaws.com")),
                grant.retiring());
        assertEquals(Optional.of(SOURCE), grant.sourceArn());
    }

    @Test
    void aServiceNeedsASourceAndSomebodyToRetire() {
        var text = "a grant to a GranteeServicePrincipal needs a SourceArn constraint, and a"
                + " RetiringPrincipal or a RetiringServicePrincipal";
        assertRefused(
                "ValidationException",
                text,
                () -> kms.call(
                        "CreateGrant", toService("Constraints", Map.of("SourceArn", SOURCE))));
        assertRefused(
                "ValidationException",
                text,
                () -> kms.call(
                        "CreateGrant", toService("RetiringServicePrincipal", "s3.amazonaws.com")));
        assertRefused(
                "ValidationException",
                "the SourceArn constraint needs a GranteeServicePrincipal",
                () -> create("Constraints", Map.of("SourceArn", SOURCE)));
    }

    /** Otherwise one could grant to a user under the name of a service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AIDA00000000000000001",
                "arn:aws:iam::123456789012:root",
                "123456789012",
                "s3",
                "amazonaws.com",
                "S3.amazonaws.com",
                "s3.amazonaws.com.example.org"
            })
    void aServiceHasTheNameOfOne(String name) {
        for (var role : List.of("GranteeServicePrincipal", "RetiringServicePrincipal")) {
            var members = new ArrayList<Object>(List.of(
                    "KeyId",
                    id,
                    "GranteeServicePrincipal",
                    "s3.amazonaws.com",
                    "RetiringServicePrincipal",
                    "s3.amazonaws.com",
                    "Operations",
                    List.of("Decrypt"),
                    "Constraints",
                    Map.of("SourceArn", SOURCE)));
            members.set(members.indexOf(role) + 1, name);
            assertRefused(
                    "ValidationException",
                    name + " is not the name of a service, such as s3.amazonaws.com",
                    () -> kms.call("CreateGrant", members.toArray()));
        }
    }

    @Test
    void somebodyIsNamedOnce() {
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value null at 'granteePrincipal' failed to satisfy"
                        + " constraint: Member must not be null",
                () -> kms.call(
                        "CreateGrant", request("KeyId", id, "Operations", List.of("Decrypt"))));
        assertRefused(
                "ValidationException",
                "a grant has a GranteePrincipal or a GranteeServicePrincipal, not both",
                () -> create("GranteeServicePrincipal", "s3.amazonaws.com"));
        assertRefused(
                "ValidationException",
                "a grant has a RetiringPrincipal or a RetiringServicePrincipal, not both",
                () -> create(
                        "RetiringPrincipal",
                        clerk.principal().arn(),
                        "RetiringServicePrincipal",
                        "s3.amazonaws.com"));
    }

    @Test
    void needsAnOperationThatIsWorthGranting() {
        assertRefused(
                "ValidationException",
                "a grant needs at least one operation",
                () -> create("Operations", List.of()));
        assertRefused(
                "ValidationException",
                "Grants must not contain only the CreateGrant operation.",
                () -> create("Operations", List.of("CreateGrant", "CreateGrant")));
        create("Operations", List.of("CreateGrant", "DescribeKey"));
        create("Operations", List.of("RetireGrant"));
    }

    /** Source: KMS Developer Guide, "Grant operations". */
    @ParameterizedTest
    @CsvSource({
        "ENCRYPT_DECRYPT, Encrypt Decrypt ReEncryptFrom ReEncryptTo GenerateDataKey"
                + " GenerateDataKeyWithoutPlaintext GenerateDataKeyPair"
                + " GenerateDataKeyPairWithoutPlaintext",
        "SIGN_VERIFY, Sign Verify GetPublicKey",
        "KEY_AGREEMENT, DeriveSharedSecret GetPublicKey",
        "GENERATE_VERIFY_MAC, GenerateMac VerifyMac"
    })
    void grantsWhatAKeyCanDoAndNothingElse(KeyUsage usage, String possible) {
        kms.change(id, key -> TestingKms.withUsage(key, usage));
        var own = List.of(possible.split(" ", -1));
        for (var operation : ALL) {
            if (own.contains(operation)) {
                create("Operations", List.of(operation));
            } else {
                assertRefused(
                        "ValidationException",
                        "a grant on a SYMMETRIC_DEFAULT key for " + usage + " cannot allow "
                                + operation,
                        () -> create("Operations", List.of(operation, "DescribeKey")));
            }
        }
        create("Operations", List.of("CreateGrant", "RetireGrant", "DescribeKey"));
    }

    private static final List<String> ALL = List.of(
            "Encrypt",
            "Decrypt",
            "ReEncryptFrom",
            "ReEncryptTo",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "Sign",
            "Verify",
            "GetPublicKey",
            "DeriveSharedSecret",
            "GenerateMac",
            "VerifyMac");

    private Struct constrained(String rule, Map<String, String> pairs) {
        return create("Constraints", Map.of(rule, pairs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EncryptionContextEquals", "EncryptionContextSubset"})
    void aConstraintHasUpToEightPairsOf384Characters(String rule) {
        var pairs = new HashMap<String, String>();
        for (var count = 0; count < 8; count++) {
            pairs.put("name" + count, "v".repeat(384));
        }
        constrained(rule, pairs);
        pairs.put("name8", "v");
        var text = "a grant constraint has 1 to 8 encryption context pairs";
        assertRefused("ValidationException", text, () -> constrained(rule, pairs));
        assertRefused("ValidationException", text, () -> constrained(rule, Map.of()));
        assertRefused(
                "ValidationException",
                "the encryption context value of `a` in a grant constraint is longer than 384"
                        + " characters",
                () -> constrained(rule, Map.of("a", "v".repeat(385))));
    }

    @Test
    void refusesNamesThatDifferInCaseOnly() {
        var pairs = new TreeMap<>(Map.of("AppName", "a", "appname", "b"));
        assertRefused(
                "ValidationException",
                "two names in the grant constraint differ in case only from `appname`",
                () -> constrained("EncryptionContextSubset", pairs));
    }

    @Test
    void hasOneConstraintOnTheEncryptionContext() {
        assertRefused(
                "ValidationException",
                "More than one constraint supplied",
                () -> create(
                        "Constraints",
                        Map.of(
                                "EncryptionContextEquals",
                                Map.of(),
                                "EncryptionContextSubset",
                                Map.of("a", "1"))));
    }

    @Test
    void refusesTheGrantAfterFiftyThousand() {
        var first = new Grant(
                TestingKms.arn(id),
                "",
                "named",
                new Party(Party.Kind.PRINCIPAL, kms.keyward().userOf(clerk).id()),
                Optional.empty(),
                TestingKeyward.ACCOUNT,
                List.of("Decrypt"),
                Optional.empty(),
                Optional.empty(),
                TestingKeyward.START);
        kms.keyward().store().write(tx -> {
            for (var count = 0; count < 50_000; count++) {
                tx.grants().insert(withId(first, "%064x".formatted(count)));
            }
            return 0;
        });
        assertRefused(
                "LimitExceededException",
                TestingKms.arn(id) + " has 50000 grants, the most that a key can have",
                this::create);
        assertEquals("%064x".formatted(0), create("Name", "named").requiredText("GrantId"));
        kms.call("RevokeGrant", "KeyId", id, "GrantId", "%064x".formatted(7));
        create();
    }

    private static Grant withId(Grant grant, String grantId) {
        return new Grant(
                grant.keyArn(),
                grantId,
                grant.name(),
                grant.grantee(),
                grant.retiring(),
                grant.issuingAccount(),
                grant.operations(),
                grant.context(),
                grant.sourceArn(),
                grant.created());
    }

    @Test
    void aDryRunEndsAfterEveryCheckAndMakesNothing() {
        assertRefused(
                "DryRunOperationException",
                "The request would have succeeded, but the DryRun option is set.",
                () -> create("DryRun", true));
        assertEquals(0, count());
        assertRefused(
                "ValidationException",
                "a grant on a SYMMETRIC_DEFAULT key for ENCRYPT_DECRYPT cannot allow Sign",
                () -> create("DryRun", true, "Operations", List.of("Sign")));
        kms.call("DisableKey", "KeyId", id);
        assertRefused(
                "DisabledException",
                TestingKms.arn(id) + " is disabled.",
                () -> create("DryRun", true));
    }

    @Test
    void anotherAccountGrantsIfBothSidesAllow() {
        var foreigner = kms.keyward().user(TestingKeyward.OTHER_ACCOUNT, "x");
        kms.keyward().allow(foreigner, TestingKms.allowing("kms:CreateGrant"));
        kms.keyward()
                .setKeyPolicy(
                        TestingKms.arn(id),
                        TestingKms.policy(TestingKms.allowTo(
                                "arn:aws:iam::210987654321:root", "kms:CreateGrant")));
        var made = kms.callAs(
                foreigner, "CreateGrant", granting("KeyId", TestingKms.arn(id).toString()));
        assertEquals(TestingKeyward.OTHER_ACCOUNT, stored(made).issuingAccount());
        assertRefused(
                "NotFoundException",
                "Key 'arn:aws:kms:eu-central-1:210987654321:key/" + id + "' does not exist",
                () -> kms.callAs(foreigner, "CreateGrant", granting()));
    }

    @Test
    void needsPermission() {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:CreateGrant on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:CreateGrant action",
                () -> kms.callAs(clerk, "CreateGrant", granting("GranteePrincipal", "nobody")));
    }

    @Test
    void nobodyGrantsOnAKeyThatAwsManages() {
        var arn = TestingKms.metadata(kms.call("DescribeKey", "KeyId", "alias/aws/s3"))
                .requiredText("Arn");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:CreateGrant"
                        + " on resource: " + arn
                        + " because no resource-based policy allows the kms:CreateGrant action",
                () -> create("KeyId", arn));
    }

    // Grants that are made by grant.

    private final Caller maker = kms.keyward().user("maker");

    private void parent(List<String> operations, Map<String, ?> constraints) {
        create(
                "GranteePrincipal",
                maker.principal().arn(),
                "Operations",
                operations,
                "Constraints",
                constraints);
    }

    private Struct make(Object... members) {
        return kms.callAs(maker, "CreateGrant", granting(members));
    }

    private void assertCannotMake(Object... members) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/maker is not authorized to perform:"
                        + " kms:CreateGrant on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:CreateGrant action",
                () -> make(members));
    }

    @Test
    void aGrantLetsItsGranteeGrantNoMoreThanItself() {
        parent(List.of("CreateGrant", "Decrypt", "Encrypt"), Map.of());
        make();
        make("Operations", List.of("CreateGrant", "Decrypt", "Encrypt"));
        make("Constraints", Map.of("EncryptionContextEquals", Map.of("a", "1")));
        assertCannotMake("Operations", List.of("Decrypt", "DescribeKey"));
        assertCannotMake("Operations", List.of("RetireGrant"));
    }

    @Test
    void aGrantWithoutCreateGrantLetsNobodyGrant() {
        parent(List.of("Decrypt", "RetireGrant"), Map.of());
        assertCannotMake();
    }

    @Test
    void aConstrainedGrantLetsItsGranteeGrantWhatIsAsStrict() {
        parent(
                List.of("CreateGrant", "Decrypt"),
                Map.of("EncryptionContextSubset", Map.of("a", "1")));
        assertCannotMake();
        for (var rule : List.of("EncryptionContextEquals", "EncryptionContextSubset")) {
            make("Constraints", Map.of(rule, Map.of("a", "1")));
            make("Constraints", Map.of(rule, Map.of("a", "1", "b", "2")));
            assertCannotMake("Constraints", Map.of(rule, Map.of("b", "2")));
            assertCannotMake("Constraints", Map.of(rule, Map.of("a", "2")));
            assertCannotMake("Constraints", Map.of(rule, Map.of("A", "1")));
        }
    }

    @Test
    void aGrantForOneContextStaysForThatOne() {
        parent(
                List.of("CreateGrant", "Decrypt"),
                Map.of("EncryptionContextEquals", Map.of("a", "1")));
        make("Constraints", Map.of("EncryptionContextEquals", Map.of("a", "1")));
        assertCannotMake("Constraints", Map.of("EncryptionContextSubset", Map.of("a", "1")));
        assertCannotMake(
                "Constraints", Map.of("EncryptionContextEquals", Map.of("a", "1", "b", "2")));
    }

    @Test
    void noTwoGrantsTogetherPermitWhatNeitherDoes() {
        parent(List.of("CreateGrant", "Decrypt"), Map.of());
        parent(List.of("CreateGrant", "Encrypt"), Map.of());
        make();
        make("Operations", List.of("Encrypt"));
        assertCannotMake("Operations", List.of("Decrypt", "Encrypt"));
    }

    @Test
    void whoeverIsAllowedByAPolicyMayGrantWhatItLacks() {
        kms.keyward().allow(maker, TestingKms.allowing("kms:CreateGrant"));
        make("Operations", List.of("Encrypt", "RetireGrant"));
    }

    @Test
    void aChildGrantsOnlyWhatItsParentLeftIt() {
        parent(List.of("CreateGrant", "Decrypt", "Encrypt"), Map.of());
        make("Operations", List.of("CreateGrant", "Decrypt"));
        var grandchild = granting("GranteePrincipal", maker.principal().arn());
        kms.callAs(clerk, "CreateGrant", grandchild);
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:CreateGrant on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:CreateGrant action",
                () -> kms.callAs(clerk, "CreateGrant", granting("Operations", List.of("Encrypt"))));
    }

    @Test
    void aSessionOfAGrantedRoleMayGrant() {
        var role = kms.keyward().role("worker", TestingKms.policy());
        create(
                "GranteePrincipal",
                role.arn().toString(),
                "Operations",
                List.of("CreateGrant", "Decrypt"));
        var session = kms.keyward().session(role, "night", SessionPolicies.NONE);
        kms.callAs(session, "CreateGrant", granting());
    }
}
