package dev.keyward.server.kms;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowTo;
import static dev.keyward.server.kms.TestingKms.allowing;
import static dev.keyward.server.kms.TestingKms.arn;
import static dev.keyward.server.kms.TestingKms.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Ways to the use of a key that were not meant: each tried by somebody who has what stands in the test, and not
 * what the way needs.
 */
final class KeyEscalationTest {

    private static final Map<String, String> CONTEXT = Map.of("tenant", "acme");

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final String id = kms.createKey();
    private final Caller eve = keyward.user("eve");

    @AfterEach
    void close() {
        kms.close();
    }

    private static void denied(Runnable attempt) {
        var refusal = assertThrows(ServiceException.class, attempt::run);
        assertEquals(
                CommonError.ACCESS_DENIED, refusal.code(), () -> refusal.text().orElse(""));
    }

    private void denied(Caller caller, String operation, Object... members) {
        denied(() -> kms.callAs(caller, operation, members));
    }

    private void deniedToDecrypt(Caller caller) {
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1})
                .requiredBlob("CiphertextBlob");
        denied(caller, "Decrypt", "CiphertextBlob", blob, "KeyId", arn(id).toString());
    }

    private Object[] grantTo(String principal, String... operations) {
        return new Object[] {
            "KeyId",
            arn(id).toString(),
            "GranteePrincipal",
            principal,
            "Operations",
            List.of(operations)
        };
    }

    @Test
    void putKeyPolicyByAUserOfTheKey() {
        keyward.allow(eve, allowing("kms:Encrypt", "kms:GenerateDataKey", "kms:Describe*"));
        denied(
                eve,
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                policy(allowTo(eve.principal().arn().toString(), "kms:*")));
        denied(
                eve,
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                policy(),
                "BypassPolicyLockoutSafetyCheck",
                true);
        deniedToDecrypt(eve);
    }

    @Test
    void createGrantToOneselfByAUserOfTheKey() {
        keyward.allow(eve, allowing("kms:Encrypt", "kms:ListGrants"));
        denied(eve, "CreateGrant", grantTo(eve.principal().arn().toString(), "Decrypt"));
        deniedToDecrypt(eve);
    }

    @Test
    void createGrantDirectlyWhereOnlyAwsResourcesMayBeGranted() {
        keyward.allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:CreateGrant",
                  "Resource": "*", "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}}}""");
        denied(eve, "CreateGrant", grantTo(eve.principal().arn().toString(), "Decrypt"));
        deniedToDecrypt(eve);
    }

    @Test
    void createGrantOfMoreThanTheConditionsOfOnesPolicyLetPass() {
        keyward.allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:CreateGrant",
                  "Resource": "*", "Condition": {
                    "ForAllValues:StringEquals": {"kms:GrantOperations": ["Encrypt"]},
                    "StringEquals": {"kms:GrantConstraintType": "EncryptionContextEquals"}}}}""");
        var self = eve.principal().arn().toString();
        denied(eve, "CreateGrant", grantTo(self, "Encrypt"));
        denied(eve, "CreateGrant", grantTo(self, "Encrypt", "Decrypt"));
        denied(
                eve,
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                self,
                "Operations",
                List.of("Encrypt"),
                "Constraints",
                Map.of("EncryptionContextSubset", CONTEXT));
        kms.callAs(
                eve,
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                self,
                "Operations",
                List.of("Encrypt"),
                "Constraints",
                Map.of("EncryptionContextEquals", CONTEXT));
        deniedToDecrypt(eve);
    }

    @Test
    void createGrantByAGrantOfMoreThanItGivesOrWithoutItsConstraint() {
        kms.call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                eve.principal().arn().toString(),
                "Operations",
                List.of("CreateGrant", "Encrypt"),
                "Constraints",
                Map.of("EncryptionContextEquals", CONTEXT));
        var self = eve.principal().arn().toString();
        denied(eve, "CreateGrant", grantTo(self, "Decrypt"));
        denied(eve, "CreateGrant", grantTo(self, "Encrypt"));
        denied(
                eve,
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                self,
                "Operations",
                List.of("Encrypt"),
                "Constraints",
                Map.of("EncryptionContextEquals", Map.of("tenant", "other")));
        denied(eve, "Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
    }

    @Test
    void grantTokenOfAGrantToSomebodyElse() {
        var token = kms.call(
                        "CreateGrant",
                        grantTo(keyward.user("bob").principal().arn().toString(), "Encrypt"))
                .requiredText("GrantToken");
        denied(
                eve,
                "Encrypt",
                "KeyId",
                id,
                "Plaintext",
                new byte[] {1},
                "GrantTokens",
                List.of(token));
    }

    @Test
    void replicaWithAPolicyOfOnesOwn() {
        var primary = kms.createKey("MultiRegion", true);
        keyward.allow(eve, allowing("kms:CreateKey", "kms:DescribeKey"));
        denied(
                eve,
                "ReplicateKey",
                "KeyId",
                primary,
                "ReplicaRegion",
                TestingKeyward.OTHER_REGION.toString(),
                "Policy",
                policy(allowTo(eve.principal().arn().toString(), "kms:*")));
    }

    @Test
    void aliasOfSomebodyElsesTurnedToOnesOwnKey() {
        kms.call("CreateAlias", "AliasName", "alias/prod", "TargetKeyId", id);
        var own =
                kms.createKey("Policy", policy(allowTo(eve.principal().arn().toString(), "kms:*")));
        denied(eve, "UpdateAlias", "AliasName", "alias/prod", "TargetKeyId", own);
        keyward.allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:UpdateAlias",
                  "Resource": ["%s", "%s"]}}""".formatted(
                        arn(own), TestingKms.aliasArn(TestingKeyward.ACCOUNT, "alias/prod")));
        // The key that the alias leaves must be hers, too.
        denied(eve, "UpdateAlias", "AliasName", "alias/prod", "TargetKeyId", own);
        assertEquals(
                id,
                TestingKms.metadata(kms.call("DescribeKey", "KeyId", "alias/prod"))
                        .requiredText("KeyId"));
    }

    @Test
    void tagResourceForRightsThatGoByTheTagsOfKeys() {
        keyward.allow(eve, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:ResourceTag/team": "eve"}}},
                  {"Effect": "Allow", "Action": "kms:TagResource", "Resource": "*",
                   "Condition": {"StringEquals": {"aws:ResourceTag/team": "eve"}}}]}""");
        denied(eve, "TagResource", "KeyId", id, "Tags", List.of(TestingKms.tag("team", "eve")));
        deniedToDecrypt(eve);
    }

    @Test
    void userAndRoleMadeAnewUnderNamesThatAKeyPolicyAndAGrantNamed() {
        var role = keyward.role("batch", "{\"Version\": \"2012-10-17\", \"Statement\": []}");
        kms.call("CreateGrant", grantTo(role.arn().toString(), "Decrypt"));
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                policy(allowTo(role.arn().toString(), "kms:*")));
        keyward.store().write(transaction -> {
            transaction.roles().delete(role);
            return role;
        });
        var made = keyward.role("batch", "{\"Version\": \"2012-10-17\", \"Statement\": []}");
        deniedToDecrypt(keyward.session(made, "attack", SessionPolicies.NONE));
    }

    @Test
    void keyPolicyThatNamesAnotherAccountIsNoWayIntoItsAdministration() {
        var foreigner = keyward.user(OTHER_ACCOUNT, "mallory");
        keyward.allow(foreigner, allowing("kms:*"));
        keyward.setKeyPolicy(arn(id), policy(allowTo(OTHER_ACCOUNT.value(), "kms:*")));
        for (var operation : List.of("GetKeyPolicy", "ScheduleKeyDeletion", "DisableKey")) {
            denied(foreigner, operation, "KeyId", arn(id).toString());
        }
        denied(
                foreigner,
                "PutKeyPolicy",
                "KeyId",
                arn(id).toString(),
                "Policy",
                policy(allowTo(OTHER_ACCOUNT.value(), "kms:*")));
    }

    @Test
    void lockoutOfEverybodyElseNeedsTheBypassToBeAllowed() {
        keyward.allow(eve, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:PutKeyPolicy",
                  "Resource": "*", "Condition": {"Bool": {"kms:BypassPolicyLockoutSafetyCheck": "false"}}}}""");
        var mine = """
                {"Version": "2012-10-17", "Statement": [%s]}""".formatted(allowTo(eve.principal().arn().toString(), "kms:Decrypt"));
        assertRefused(
                "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.",
                () -> kms.callAs(
                        eve,
                        "PutKeyPolicy",
                        "KeyId",
                        id,
                        "Policy",
                        mine,
                        "BypassPolicyLockoutSafetyCheck",
                        false));
        denied(
                eve,
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                mine,
                "BypassPolicyLockoutSafetyCheck",
                true);
    }
}
