package dev.keyward.server.kms.grant;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetireGrantTest {

    private static final String HIDDEN = "on this resource because the resource does not exist in"
            + " this Region, no resource-based policies allow access, or a resource-based policy"
            + " explicitly denies access";

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final String id = kms.createKey();
    private final String arn = TestingKms.arn(id).toString();
    private final Caller grantee = keyward.user("grantee");
    private final Caller retiring = keyward.user("retiring");

    @AfterEach
    void close() {
        kms.close();
    }

    /** A grant of DescribeKey to the grantee; with more or other members. */
    private Struct grant(Object... members) {
        return grantAs(TestingKeyward.rootOf(ACCOUNT), members);
    }

    private Struct grantAs(Caller maker, Object... members) {
        var all = new ArrayList<Object>(
                List.of("KeyId", arn, "GranteePrincipal", grantee.principal().arn()));
        all.addAll(List.of(members));
        if (!all.contains("Operations")) {
            all.addAll(List.of("Operations", List.of("DescribeKey")));
        }
        return kms.callAs(maker, "CreateGrant", all.toArray());
    }

    private Struct retirable() {
        return grant("RetiringPrincipal", retiring.principal().arn());
    }

    private void retire(Caller caller, Struct grant) {
        kms.callAs(caller, "RetireGrant", "KeyId", arn, "GrantId", grant.requiredText("GrantId"));
    }

    private boolean isThere(Struct grant) {
        return keyward.store()
                .read(s -> s.grants()
                        .find(TestingKms.arn(id), grant.requiredText("GrantId"))
                        .isPresent());
    }

    private void assertRetires(Caller caller, Struct grant) {
        retire(caller, grant);
        assertFalse(isThere(grant));
    }

    private void assertCannotRetire(Caller caller, Struct grant, String tail) {
        assertRefused(
                "AccessDeniedException",
                "User: " + caller.principal().arn()
                        + " is not authorized to perform: kms:RetireGrant " + tail,
                () -> retire(caller, grant));
        assertTrue(isThere(grant));
    }

    private String missing(String kind) {
        return "on resource: " + arn + " because no " + kind + " allows the kms:RetireGrant action";
    }

    @Test
    void endsTheGrantByKeyAndId() {
        var grant = retirable();
        kms.callAs(grantee, "DescribeKey", "KeyId", id);
        assertEquals(
                Struct.empty(),
                kms.callAs(
                        retiring,
                        "RetireGrant",
                        "KeyId",
                        arn,
                        "GrantId",
                        grant.requiredText("GrantId")));
        assertFalse(isThere(grant));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/grantee is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + arn
                        + " because no identity-based policy allows the kms:DescribeKey action",
                () -> kms.callAs(grantee, "DescribeKey", "KeyId", id));
    }

    @Test
    void endsTheGrantByATokenAlone() {
        var grant = retirable();
        kms.callAs(retiring, "RetireGrant", "GrantToken", grant.requiredText("GrantToken"));
        assertFalse(isThere(grant));
    }

    private static void assertInvalid(Executable call) {
        assertRefused("InvalidGrantTokenException", "", call);
    }

    @Test
    void refusesATokenThatIsForgedOrWhoseGrantIsGone() {
        var token = retirable().requiredText("GrantToken");
        var other = token.charAt(20) == 'A' ? 'B' : 'A';
        var forged = token.substring(0, 20) + other + token.substring(21);
        assertInvalid(() -> kms.callAs(retiring, "RetireGrant", "GrantToken", forged));
        assertInvalid(() -> kms.callAs(retiring, "RetireGrant", "GrantToken", "x"));
        kms.callAs(retiring, "RetireGrant", "GrantToken", token);
        assertInvalid(() -> kms.callAs(retiring, "RetireGrant", "GrantToken", token));
    }

    @Test
    void aTokenGivesNoPermission() {
        var grant = retirable();
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/grantee is not authorized to perform:"
                        + " kms:RetireGrant " + missing("identity-based policy"),
                () -> kms.callAs(
                        grantee, "RetireGrant", "GrantToken", grant.requiredText("GrantToken")));
        assertTrue(isThere(grant));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true",
        "true, true, false",
        "true, false, true",
        "false, true, false",
        "false, false, true",
        "false, false, false"
    })
    void needsATokenAloneOrKeyAndId(boolean token, boolean key, boolean grantId) {
        var grant = retirable();
        var members = new ArrayList<Object>();
        if (token) {
            members.addAll(List.of("GrantToken", grant.requiredText("GrantToken")));
        }
        if (key) {
            members.addAll(List.of("KeyId", arn));
        }
        if (grantId) {
            members.addAll(List.of("GrantId", grant.requiredText("GrantId")));
        }
        assertRefused(
                "ValidationException",
                "RetireGrant needs a GrantToken alone, or a KeyId and a GrantId",
                () -> kms.call("RetireGrant", members.toArray()));
    }

    @Test
    void aKeyIsNamedByItsArn() {
        var grantId = retirable().requiredText("GrantId");
        for (var keyId : List.of(id, "alias/mine")) {
            assertRefused(
                    "NotFoundException",
                    "Invalid arn " + keyId,
                    () -> kms.call("RetireGrant", "KeyId", keyId, "GrantId", grantId));
        }
        assertRefused(
                "InvalidGrantIdException",
                "Invalid grant id 'x'",
                () -> kms.call("RetireGrant", "KeyId", arn, "GrantId", "x"));
    }

    @Test
    void aDryRunEndsNothing() {
        var grant = retirable();
        for (var named : List.of(
                new Object[] {"GrantToken", grant.requiredText("GrantToken"), "DryRun", true},
                new Object[] {"KeyId", arn, "GrantId", grant.requiredText("GrantId"), "DryRun", true
                })) {
            assertRefused(
                    "DryRunOperationException",
                    "The request would have succeeded, but the DryRun option is set.",
                    () -> kms.callAs(retiring, "RetireGrant", named));
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::123456789012:user/grantee is not authorized to perform:"
                            + " kms:RetireGrant " + missing("identity-based policy"),
                    () -> kms.callAs(grantee, "RetireGrant", named));
        }
        assertTrue(isThere(grant));
    }

    // Who may.

    @Test
    void theRetiringPrincipalMay() {
        assertRetires(retiring, retirable());
        var role = keyward.role("worker", TestingKms.policy());
        assertRetires(
                keyward.session(role, "s", SessionPolicies.NONE),
                grant("RetiringPrincipal", role.arn().toString()));
    }

    @Test
    void theGranteeMayIfTheGrantSaysSo() {
        assertCannotRetire(grantee, grant(), missing("identity-based policy"));
        assertRetires(grantee, grant("Operations", List.of("RetireGrant", "DescribeKey")));
        assertRetires(grantee, grant("RetiringPrincipal", grantee.principal().arn()));
    }

    @Test
    void aConstraintDoesNotKeepTheGranteeFromRetiring() {
        assertRetires(
                grantee,
                grant(
                        "Operations",
                        List.of("RetireGrant", "Decrypt"),
                        "Constraints",
                        Map.of("EncryptionContextEquals", Map.of("AppName", "payroll"))));
    }

    @Test
    void theAccountThatMadeItMayByItsIamPolicies() {
        assertRetires(TestingKeyward.rootOf(ACCOUNT), grant());
        var admin = keyward.user("admin");
        assertCannotRetire(admin, grant(), missing("identity-based policy"));
        keyward.allow(admin, allowing("kms:RetireGrant"));
        assertRetires(admin, grant());
    }

    /** The key's account may revoke it. */
    @Test
    void theAccountOfTheKeyMayNotRetireWhatAnotherMade() {
        var maker = keyward.user(OTHER_ACCOUNT, "maker");
        keyward.allow(maker, allowing("kms:CreateGrant"));
        keyward.setKeyPolicy(
                TestingKms.arn(id),
                TestingKms.policy(
                        TestingKms.allowTo("arn:aws:iam::210987654321:root", "kms:CreateGrant")));
        var made = grantAs(maker);
        assertCannotRetire(TestingKeyward.rootOf(ACCOUNT), made, missing("resource-based policy"));
        assertCannotRetire(
                maker,
                made,
                "on this resource because no identity-based policy allows the kms:RetireGrant"
                        + " action");
        assertRetires(TestingKeyward.rootOf(OTHER_ACCOUNT), made);
        var other = grantAs(maker);
        keyward.allow(maker, allowing("kms:RetireGrant"));
        assertRetires(maker, other);
    }

    @Test
    void anAccountAsRetiringPrincipalLeavesItToItsIamPolicies() {
        var foreigner = keyward.user(OTHER_ACCOUNT, "x");
        var grant = grant("RetiringPrincipal", "arn:aws:iam::210987654321:root");
        assertCannotRetire(
                foreigner,
                grant,
                "on this resource because no identity-based policy allows the kms:RetireGrant"
                        + " action");
        keyward.allow(foreigner, allowing("kms:RetireGrant"));
        assertRetires(foreigner, grant);
        assertCannotRetire(foreigner, grant(), HIDDEN);
    }

    @Test
    void aRetiringPrincipalOfAnotherAccountMay() {
        var foreigner = keyward.user(OTHER_ACCOUNT, "x");
        var grant = grant("RetiringPrincipal", foreigner.principal().arn());
        assertRetires(foreigner, grant);
        var other = grant("RetiringPrincipal", foreigner.principal().arn());
        kms.callAs(foreigner, "RetireGrant", "GrantToken", other.requiredText("GrantToken"));
        assertFalse(isThere(other));
    }

    @Test
    void aKeyPolicyHasNoSay() {
        keyward.setKeyPolicy(TestingKms.arn(id), TestingKms.policy("""
                {"Effect": "Deny", "Principal": "*", "Action": "kms:RetireGrant", "Resource": "*"}"""));
        assertRetires(retiring, retirable());
        keyward.setKeyPolicy(
                TestingKms.arn(id),
                TestingKms.policy(
                        TestingKms.allowTo(grantee.principal().arn(), "kms:RetireGrant")));
        assertCannotRetire(grantee, grant(), missing("identity-based policy"));
    }

    @Test
    void anIamPolicyThatDeniesHas() {
        keyward.allow(retiring, allowing("kms:RetireGrant").replace("Allow", "Deny"));
        assertCannotRetire(
                retiring,
                retirable(),
                "on resource: " + arn + " with an explicit deny in an identity-based policy");
    }

    @Test
    void whoeverIsMadeAnewUnderTheSameNameMayNot() {
        var grant = retirable();
        var user = keyward.userOf(retiring);
        keyward.store().write(tx -> {
            tx.users().delete(user);
            return user;
        });
        assertCannotRetire(keyward.user("retiring"), grant, missing("identity-based policy"));
    }

    @Test
    void tellsItsOwnAccountOnlyWhatIsNotThere() {
        var none = "0".repeat(64);
        assertRefused(
                "NotFoundException",
                "Grant '" + none + "' does not exist",
                () -> kms.call("RetireGrant", "KeyId", arn, "GrantId", none));
        TestingKms.assertNotFound(
                TestingKms.NO_KEY,
                () -> kms.call(
                        "RetireGrant",
                        "KeyId",
                        TestingKms.arn(TestingKms.NO_KEY).toString(),
                        "GrantId",
                        none));
        var foreigner = keyward.user(OTHER_ACCOUNT, "x");
        keyward.allow(foreigner, allowing("kms:RetireGrant"));
        var there = grant().requiredText("GrantId");
        for (var named : List.of(
                List.of(arn, there),
                List.of(arn, none),
                List.of(TestingKms.arn(TestingKms.NO_KEY).toString(), none))) {
            assertRefused(
                    "AccessDeniedException",
                    "User: arn:aws:iam::210987654321:user/x is not authorized to perform:"
                            + " kms:RetireGrant " + HIDDEN,
                    () -> kms.callAs(
                            foreigner,
                            "RetireGrant",
                            "KeyId",
                            named.getFirst(),
                            "GrantId",
                            named.getLast()));
        }
    }

    @Test
    void policiesSeeTheConstraintOfTheGrantAndFewPropertiesOfTheKey() {
        kms.call("TagResource", "KeyId", id, "Tags", List.of(TestingKms.tag("team", "blue")));
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        var constrained = new Object[] {
            "Operations",
            List.of("Decrypt"),
            "Constraints",
            Map.of("EncryptionContextSubset", Map.of("AppName", "payroll"))
        };
        for (var condition : List.of(
                "\"StringEquals\": {\"kms:GrantConstraintType\": \"EncryptionContextSubset\"}",
                "\"StringEquals\": {\"kms:EncryptionContext:appname\": \"payroll\"}",
                "\"ForAnyValue:StringEquals\": {\"kms:EncryptionContextKeys\": \"AppName\"}",
                "\"StringEquals\": {\"kms:CallerAccount\": \"123456789012\"}",
                "\"StringEquals\": {\"aws:ResourceTag/team\": \"blue\"}",
                "\"ForAnyValue:StringEquals\": {\"kms:ResourceAliases\": \"alias/mine\"}",
                "\"Null\": {\"kms:KeySpec\": \"true\", \"kms:KeyUsage\": \"true\","
                        + " \"kms:KeyOrigin\": \"true\", \"kms:MultiRegion\": \"true\"}")) {
            var admin = keyward.user("admin" + condition.hashCode());
            keyward.allow(admin, """
                    {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                      "Action": "kms:RetireGrant", "Resource": "%s",
                      "Condition": {%s}}}""".formatted(arn, condition));
            assertRetires(admin, grant(constrained));
        }
        var admin = keyward.user("admin");
        keyward.allow(admin, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:RetireGrant", "Resource": "*",
                  "Condition": {"Null": {"kms:GrantConstraintType": "true"}}}}""");
        assertCannotRetire(admin, grant(constrained), missing("identity-based policy"));
        assertRetires(admin, grant());
    }
}
