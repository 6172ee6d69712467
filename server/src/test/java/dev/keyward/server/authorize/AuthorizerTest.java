package dev.keyward.server.authorize;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;

import dev.keyward.policy.Arn;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.model.Role;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Who may decrypt, through the whole server: the key policy against identity policies, boundaries and
 * session policies, in one account and across two.
 */
final class AuthorizerTest {

    private static final String A = "arn:aws:iam::" + ACCOUNT + ":root";
    private static final String B = "arn:aws:iam::" + OTHER_ACCOUNT + ":root";
    private static final String NOT_KMS = identity("Allow", "s3:*", "*");
    private static final String ALL_KMS = identity("Allow", "kms:*", "*");
    private static final String HIDDEN =
            "on this resource because the resource does not exist in this Region, no resource-based"
                    + " policies allow access, or a resource-based policy explicitly denies access";

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller user = keyward.user("u");
    private final Caller foreigner = keyward.user(OTHER_ACCOUNT, "x");
    private final Arn key = Arn.parse(keyward.asRoot()
            .kms("CreateKey", Struct.empty())
            .struct("KeyMetadata")
            .orElseThrow()
            .requiredText("Arn"));
    private final byte[] ciphertext = keyward.asRoot()
            .kms(
                    "Encrypt",
                    Struct.builder()
                            .put("KeyId", key.toString())
                            .put("Plaintext", new byte[] {1})
                            .build())
            .requiredBlob("CiphertextBlob");

    @AfterEach
    void close() {
        keyward.close();
    }

    private static String identity(String effect, String action, String resource) {
        return document("""
                {"Effect": "%s", "Action": "%s", "Resource": "%s"}""".formatted(effect, action, resource));
    }

    private static String document(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(",", statements)
                + "]}";
    }

    private static String statement(String effect, String principal, String action) {
        return """
               {"Effect": "%s", "Principal": {"AWS": "%s"}, "Action": "%s", "Resource": "*"}""".formatted(effect, principal, action);
    }

    private static String statement(String effect, String principal, String action, String when) {
        return """
               {"Effect": "%s", "Principal": {"AWS": "%s"}, "Action": "%s", "Resource": "*",
                "Condition": %s}""".formatted(effect, principal, action, when);
    }

    private void keyPolicy(String... statements) {
        keyward.setKeyPolicy(key, document(statements));
    }

    private static String enable() {
        return statement("Allow", A, "kms:*");
    }

    private void decrypt(Caller caller) {
        keyward.as(caller)
                .kms(
                        "Decrypt",
                        Struct.builder()
                                .put("KeyId", key.toString())
                                .put("CiphertextBlob", ciphertext)
                                .build());
    }

    private void assertDenied(Caller caller, String tail) {
        assertRefused(
                "AccessDeniedException",
                "User: " + caller.principal().arn() + " is not authorized to perform: kms:Decrypt "
                        + tail,
                () -> decrypt(caller));
    }

    private String missing(String kind) {
        return "on resource: " + key + " because no " + kind + " allows the kms:Decrypt action";
    }

    private Role role(String name) {
        return keyward.role(name, document());
    }

    private Caller session(Role role) {
        return keyward.session(role, "s", SessionPolicies.NONE);
    }

    private Caller limited(Role role, String sessionPolicy) {
        return keyward.session(
                role, "s", new SessionPolicies(Optional.of(sessionPolicy), List.of()));
    }

    @Test
    void needsAnIdentityPolicyWhereTheKeyPolicyEnablesThem() {
        keyPolicy(enable());
        assertDenied(user, missing("identity-based policy"));
        keyward.allow(user, identity("Allow", "kms:Decrypt", key.toString()));
        decrypt(user);
    }

    @Test
    void givesNothingByIdentityPoliciesWithoutTheKeyPolicy() {
        keyPolicy(statement("Allow", foreigner.userId(), "kms:*"));
        keyward.allow(user, ALL_KMS);
        assertDenied(user, missing("resource-based policy"));
    }

    @Test
    void letsAUserInThatTheKeyPolicyNames() {
        keyPolicy(statement("Allow", user.userId(), "kms:Decrypt"));
        keyward.bound(keyward.userOf(user), keyward.managedPolicy("boundary", NOT_KMS));
        decrypt(user);
    }

    @Test
    void boundsARoleThatTheKeyPolicyNames() {
        var role = role("r");
        keyPolicy(statement("Allow", role.id(), "kms:Decrypt"));
        decrypt(session(role));
        keyward.bound(role, keyward.managedPolicy("boundary", NOT_KMS));
        assertDenied(session(role), missing("permissions boundary"));
    }

    @Test
    void boundsNoSessionThatTheKeyPolicyNames() {
        var role = role("r");
        keyward.bound(role, keyward.managedPolicy("boundary", NOT_KMS));
        var session = limited(role, NOT_KMS);
        keyPolicy(statement("Allow", session.principal().arn(), "kms:Decrypt"));
        decrypt(session);
    }

    @Test
    void limitsASessionByItsSessionPolicy() {
        var role = role("r");
        keyPolicy(enable());
        keyward.allow(role, identity("Allow", "kms:Decrypt", key.toString()));
        decrypt(session(role));
        decrypt(limited(role, ALL_KMS));
        assertDenied(limited(role, NOT_KMS), missing("session policy"));
    }

    @Test
    void limitsASessionByManagedPoliciesAsTheyAreNow() {
        var role = role("r");
        keyPolicy(enable());
        keyward.allow(role, ALL_KMS);
        var limit = keyward.managedPolicy("limit", ALL_KMS);
        var session =
                keyward.session(role, "s", new SessionPolicies(Optional.empty(), List.of(limit)));
        decrypt(session);
        keyward.store().write(transaction -> {
            var policies = transaction.managedPolicies();
            policies.delete(policies.find(limit).orElseThrow());
            return limit;
        });
        assertDenied(session, missing("session policy"));
    }

    @Test
    void letsRootInOnlyByTheKeyPolicy() {
        var root = TestingKeyward.rootOf(ACCOUNT);
        keyPolicy(enable());
        decrypt(root);
        keyPolicy(statement("Allow", user.userId(), "kms:*"));
        assertDenied(root, missing("resource-based policy"));
    }

    @Test
    void needsBothAccountsAcrossAccounts() {
        keyPolicy(statement("Allow", B, "kms:Decrypt"));
        var noIdentity =
                "on this resource because no identity-based policy allows the kms:Decrypt action";
        assertDenied(foreigner, noIdentity);
        keyPolicy(statement("Allow", foreigner.userId(), "kms:Decrypt"));
        assertDenied(foreigner, noIdentity);
        keyPolicy(statement("Allow", "*", "kms:Decrypt"));
        assertDenied(foreigner, noIdentity);
        keyward.allow(foreigner, identity("Allow", "kms:Decrypt", key.toString()));
        decrypt(foreigner);
        keyPolicy(statement("Allow", B, "kms:Decrypt"));
        decrypt(foreigner);
        keyPolicy(enable());
        assertDenied(foreigner, HIDDEN);
    }

    @Test
    void tellsAForeignerNothingOfAKeyThatDoesNotExist() {
        keyward.allow(foreigner, ALL_KMS);
        keyPolicy(enable());
        assertDenied(foreigner, HIDDEN);
        keyPolicy(statement("Deny", B, "kms:*"));
        assertDenied(foreigner, HIDDEN);
        var absent = key.toString().substring(0, key.toString().length() - 12) + "000000000000";
        assertRefused(
                "AccessDeniedException",
                "User: " + foreigner.principal().arn()
                        + " is not authorized to perform: kms:DescribeKey " + HIDDEN,
                () -> keyward.as(foreigner)
                        .kms(
                                "DescribeKey",
                                Struct.builder().put("KeyId", absent).build()));
    }

    @Test
    void keepsActionsOfTheOwnerFromOtherAccounts() {
        keyPolicy(statement("Allow", B, "kms:*"), enable());
        keyward.allow(foreigner, ALL_KMS);
        assertRefused(
                "AccessDeniedException",
                "User: " + foreigner.principal().arn()
                        + " is not authorized to perform: kms:ScheduleKeyDeletion " + HIDDEN,
                () -> keyward.as(foreigner)
                        .kms(
                                "ScheduleKeyDeletion",
                                Struct.builder().put("KeyId", key.toString()).build()));
    }

    @Test
    void deniesWhatAnyPolicyDenies() {
        keyPolicy(statement("Allow", user.userId(), "kms:*"));
        decrypt(user);
        var deny = keyward.managedPolicy("NoDecrypt", identity("Deny", "kms:Decrypt", "*"));
        var owner = keyward.userOf(user);
        keyward.store().write(transaction -> {
            transaction.attachments().attach(owner, deny);
            return deny;
        });
        assertDenied(
                user,
                "on resource: " + key + " with an explicit deny in an identity-based policy: "
                        + deny);
    }

    @Test
    void deniesEverybodyOfAnAccountThatTheKeyPolicyDenies() {
        keyPolicy(statement("Deny", A, "kms:Decrypt"), statement("Allow", user.userId(), "kms:*"));
        assertDenied(
                user, "on resource: " + key + " with an explicit deny in a resource-based policy");
    }

    @Test
    void enablesIdentityPoliciesOnlyAsFarAsTheKeyPolicySays() {
        keyward.allow(user, ALL_KMS);
        keyPolicy(statement("Allow", A, "kms:Describe*"));
        assertDenied(user, missing("resource-based policy"));
        keyPolicy(statement("Allow", A, "kms:*", """
                {"StringEquals": {"kms:ViaService": "s3.eu-central-1.amazonaws.com"}}"""));
        assertDenied(user, missing("resource-based policy"));
    }

    @Test
    void letsAnyoneOfTheAccountInByAnAsterisk() {
        keyPolicy(statement("Allow", "*", "kms:Decrypt"));
        decrypt(user);
    }

    @Test
    void letsASessionInByTheArnOfItsRoleWithoutBounds() {
        var role = role("r");
        keyward.bound(role, keyward.managedPolicy("boundary", NOT_KMS));
        keyPolicy(statement(
                "Allow",
                "*",
                "kms:Decrypt",
                "{\"ArnEquals\": {\"aws:PrincipalArn\": \"" + role.arn() + "\"}}"));
        decrypt(session(role));
    }

    @Test
    void knowsTheKeysOfTheResource() {
        keyPolicy(enable());
        keyward.allow(user, document("""
                        {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
                         "Condition": {
                           "StringEquals": {"kms:KeySpec": "SYMMETRIC_DEFAULT",
                                            "kms:CallerAccount": "123456789012",
                                            "aws:ResourceAccount": "123456789012",
                                            "aws:ResourceTag/team": "payments"},
                           "ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/x"}}}"""));
        assertDenied(user, missing("identity-based policy"));
        keyward.asRoot()
                .kms(
                        "CreateAlias",
                        Struct.builder()
                                .put("AliasName", "alias/x")
                                .put("TargetKeyId", key.toString())
                                .build());
        assertDenied(user, missing("identity-based policy"));
        keyward.asRoot()
                .kms(
                        "TagResource",
                        Struct.builder()
                                .put("KeyId", key.toString())
                                .putList(
                                        "Tags",
                                        List.of(Struct.builder()
                                                .put("TagKey", "team")
                                                .put("TagValue", "payments")
                                                .build()))
                                .build());
        decrypt(user);
    }

    @Test
    void matchesANegatedConditionWhereTheKeyIsAbsent() {
        keyPolicy(enable());
        keyward.allow(user, document("""
                        {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
                         "Condition": {"StringNotEquals": {"aws:PrincipalTag/t": "v"}}}"""));
        decrypt(user);
    }

    @Test
    void givesAReCreatedUserNothingOfTheOldOne() {
        keyPolicy(statement("Allow", user.userId(), "kms:*"));
        decrypt(user);
        var old = keyward.userOf(user);
        keyward.store().write(transaction -> {
            transaction.users().delete(old);
            return old;
        });
        assertDenied(keyward.user("u"), missing("resource-based policy"));
    }

    @Test
    void seesAChangeOfMembershipAtOnce() {
        keyPolicy(enable());
        var group = keyward.group("admins");
        keyward.allow(group, ALL_KMS);
        assertDenied(user, missing("identity-based policy"));
        var member = keyward.userOf(user);
        keyward.store().write(transaction -> {
            transaction.groups().addMember(group, member);
            return group;
        });
        decrypt(user);
        keyward.store().write(transaction -> {
            transaction.groups().removeMember(group, member);
            return group;
        });
        assertDenied(user, missing("identity-based policy"));
    }

    @Test
    void deniesEverythingByAPolicyThatCannotBeRead() {
        keyPolicy(enable());
        keyward.allow(user, ALL_KMS);
        decrypt(user);
        keyward.allow(user, "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": ");
        assertDenied(
                user, "on resource: " + key + " with an explicit deny in an identity-based policy");
    }

    @Test
    void namesTheCiphertextWhereTheRequestNamesNoKey() {
        keyPolicy(enable());
        assertRefused(
                "AccessDeniedException",
                "User: " + user.principal().arn() + " is not authorized to perform: kms:Decrypt"
                        + " on the resource associated with this ciphertext because no"
                        + " identity-based policy allows the kms:Decrypt action",
                () -> keyward.as(user)
                        .kms(
                                "Decrypt",
                                Struct.builder()
                                        .put("CiphertextBlob", ciphertext)
                                        .build()));
    }

    @Test
    void asksIdentityPoliciesAloneWhereThereIsNoKey() {
        assertRefused(
                "AccessDeniedException",
                "User: " + user.principal().arn() + " is not authorized to perform: kms:ListKeys"
                        + " on resource: * because no identity-based policy allows the"
                        + " kms:ListKeys action",
                () -> keyward.as(user).kms("ListKeys", Struct.empty()));
        keyward.allow(user, identity("Allow", "kms:ListKeys", key.toString()));
        assertRefused(
                "AccessDeniedException",
                "User: " + user.principal().arn() + " is not authorized to perform: kms:ListKeys"
                        + " on resource: * because no identity-based policy allows the"
                        + " kms:ListKeys action",
                () -> keyward.as(user).kms("ListKeys", Struct.empty()));
        keyward.allow(user, identity("Allow", "kms:ListKeys", "*"));
        keyward.as(user).kms("ListKeys", Struct.empty());
    }
}
