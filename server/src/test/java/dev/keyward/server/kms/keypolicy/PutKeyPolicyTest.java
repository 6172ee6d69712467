package dev.keyward.server.kms.keypolicy;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowTo;
import static dev.keyward.server.kms.TestingKms.policy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Principal;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.KeyState;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PutKeyPolicyTest {

    private static final String INVALID_PRINCIPALS =
            "Policy contains a statement with one or more invalid principals.";
    private static final String LOCKOUT =
            "The new key policy will not allow you to update the key policy in the future.";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private Struct put(String text) {
        return kms.call("PutKeyPolicy", "KeyId", id, "Policy", text);
    }

    private void assertMalformed(String message, String text) {
        var before = kms.stored(id);
        assertRefused("MalformedPolicyDocumentException", message, () -> put(text));
        assertEquals(before, kms.stored(id));
    }

    @Test
    void replacesThePolicyAndKeepsItsTextAsItWasWritten() {
        var text = "\n\t" + policy(allowTo("*", "kms:DescribeKey")) + "  ";
        assertEquals(Struct.empty(), put(text));
        assertEquals(text, kms.call("GetKeyPolicy", "KeyId", id).requiredText("Policy"));
    }

    @Test
    void countsAtOnce() {
        var user = kms.keyward().user("reader");
        put(policy(allowTo(user.principal().arn(), "kms:DescribeKey")));
        kms.callAs(user, "DescribeKey", "KeyId", id);
        put(policy());
        assertThrows(ServiceException.class, () -> kms.callAs(user, "DescribeKey", "KeyId", id));
    }

    @Test
    void worksInEveryState() {
        for (var state : KeyState.values()) {
            kms.change(id, key -> key.withState(state));
            put(policy());
        }
    }

    @Test
    void knowsOneNameOnly() {
        kms.call("PutKeyPolicy", "KeyId", id, "PolicyName", "default", "Policy", policy());
        assertRefused(
                "NotFoundException",
                "No such policy exists",
                () -> kms.call(
                        "PutKeyPolicy", "KeyId", id, "PolicyName", "other", "Policy", policy()));
    }

    @Test
    void refusesAStatementWithoutPrincipal() {
        assertMalformed(
                "Policy contains a statement with no principal.",
                policy("{\"Effect\": \"Allow\", \"Action\": \"kms:*\", \"Resource\": \"*\"}"));
        assertMalformed(
                "Policy contains a statement with no principal.",
                policy(
                        "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": []}, \"Action\": \"kms:*\","
                                + " \"Resource\": \"*\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:user/nobody",
                "arn:aws:iam::123456789012:role/nobody",
                "arn:aws:iam::123456789012:user/*",
                "arn:aws:iam::123456789012:group/team",
                "arn:aws:iam::555555555555:root",
                "arn:aws-cn:iam::123456789012:root",
                "arn:aws:sts::123456789012:assumed-role/nobody/session",
                "555555555555",
                "AIDA00000000000000009",
                "somebody"
            })
    void refusesAPrincipalThatDoesNotExist(String principal) {
        kms.keyward().store().write(transaction -> {
            transaction
                    .groups()
                    .insert(new Group(
                            TestingKeyward.ACCOUNT,
                            "/",
                            "team",
                            "AGPA00000000000000001",
                            TestingKeyward.START));
            return id;
        });
        assertMalformed(INVALID_PRINCIPALS, policy(allowTo(principal, "kms:Decrypt")));
    }

    @Test
    void refusesAUserOfAnotherSpelling() {
        kms.keyward().user("admin");
        assertMalformed(
                INVALID_PRINCIPALS,
                policy(allowTo("arn:aws:iam::123456789012:user/Admin", "kms:Decrypt")));
        assertMalformed(
                INVALID_PRINCIPALS,
                policy(allowTo("arn:aws:iam::123456789012:user/path/admin", "kms:Decrypt")));
    }

    @Test
    void takesServicesByTheirFormAndOtherAccountsThatExist() {
        put(policy(
                "{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"logs.amazonaws.com\"},"
                        + " \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}",
                allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:Decrypt")));
        assertTrue(kms.call("GetKeyPolicy", "KeyId", id)
                .requiredText("Policy")
                .contains("\"arn:aws:iam::210987654321:root\""));
        assertMalformed(
                INVALID_PRINCIPALS,
                policy("{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"example.com\"},"
                        + " \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}"));
    }

    @Test
    void cannotBePutAgainOnceAPrincipalOfItIsGone() {
        var user = kms.keyward().user("admin");
        put(policy(allowTo(user.principal().arn(), "kms:Decrypt")));
        kms.keyward().store().write(transaction -> {
            var uniqueId = ((Principal.User) user.principal()).id();
            transaction.users().delete(transaction.users().findById(uniqueId).orElseThrow());
            return id;
        });
        var shown = kms.call("GetKeyPolicy", "KeyId", id).requiredText("Policy");
        assertMalformed(INVALID_PRINCIPALS, shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "hello", "{\"Statement\": []}", "{\"Version\": \"2020-01-01\"}"})
    void saysWhereAPolicyIsMalformed(String text) {
        var refusal = assertThrows(ServiceException.class, () -> put(text));
        assertEquals(
                "MalformedPolicyDocumentException", refusal.code().code(ProtocolName.AWS_JSON_1_1));
        assertTrue(refusal.text().orElseThrow().matches("(?s)\\d+:\\d+: .+"), refusal::toString);
    }

    @Test
    void refusesASetOperatorThatLetsRequestsWithoutContextPass() {
        assertMalformed(
                "OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued"
                        + " condition key matches requests without the specified [encryption context or tag]"
                        + " or with an unspecified [encryption context or tag]. To fix, remove ForAllValues.",
                policy("""
                        {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "kms:Decrypt",
                         "Resource": "*", "Condition": {"ForAllValues:StringEquals":
                           {"kms:EncryptionContext:AppName": "payroll"}}}"""));
    }

    @Test
    void refusesAPolicyOfMoreThan32768Bytes() {
        var text = policy();
        put(text + " ".repeat(32_768 - text.length()));
        assertRefused(
                "LimitExceededException",
                "the key policy is longer than 32768 bytes",
                () -> put(text + " ".repeat(32_769 - text.length())));
    }

    @Test
    void refusesAPolicyThatLocksTheCallerOut() {
        var user = kms.keyward().user("admin");
        var onlyUser = "{\"Statement\": " + allowTo(user.principal().arn(), "kms:*") + "}";
        assertMalformed(LOCKOUT, onlyUser);
        assertMalformed(LOCKOUT, "{\"Statement\": " + allowTo("*", "kms:Decrypt") + "}");
        assertMalformed(LOCKOUT, policy("""
                {"Effect": "Deny", "Principal": "*", "Action": "kms:PutKeyPolicy", "Resource": "*"}"""));
        assertMalformed(LOCKOUT, """
                {"Statement": {"Effect": "Allow", "Principal": {"AWS": "123456789012"},
                  "Action": "kms:*", "Resource": "*",
                  "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}}""");

        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                onlyUser,
                "BypassPolicyLockoutSafetyCheck",
                true);
        kms.callAs(user, "PutKeyPolicy", "KeyId", id, "Policy", onlyUser);
    }

    @Test
    void aSessionIsNotLockedOutIfItsRoleIsAllowed() {
        var role = kms.keyward().role("admins", "{}");
        var other = kms.keyward().role("others", "{}");
        var session = new Caller(
                new Principal.AssumedRole(
                        TestingKeyward.ACCOUNT,
                        "arn:aws:sts::123456789012:assumed-role/admins/me",
                        role.arn().toString(),
                        role.id(),
                        "me"),
                "ASIA",
                Optional.empty());
        put(policy(allowTo(role.arn().toString(), "kms:PutKeyPolicy")));
        assertRefused(
                "MalformedPolicyDocumentException",
                LOCKOUT,
                () -> kms.callAs(
                        session,
                        "PutKeyPolicy",
                        "KeyId",
                        id,
                        "Policy",
                        "{\"Statement\": " + allowTo(other.arn().toString(), "kms:*") + "}"));
        kms.callAs(
                session,
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                "{\"Statement\": " + allowTo(role.arn().toString(), "kms:*") + "}");
    }

    @Test
    void anAccountStatementIsEnoughForAUserWhoseOwnPoliciesMayChange() {
        var user = kms.keyward().user("admin");
        put(policy(allowTo(user.principal().arn(), "kms:PutKeyPolicy")));
        kms.callAs(user, "PutKeyPolicy", "KeyId", id, "Policy", policy());
    }

    @Test
    void policiesSeeWhetherTheLockoutCheckIsBypassed() {
        var user = kms.keyward().user("admin");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:PutKeyPolicy",
                  "Resource": "*", "Condition": {"Null": {"kms:BypassPolicyLockoutSafetyCheck": "true"}}}}""");
        kms.callAs(user, "PutKeyPolicy", "KeyId", id, "Policy", policy());
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/admin is not authorized to perform: kms:PutKeyPolicy"
                        + " on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:PutKeyPolicy action",
                () -> kms.callAs(
                        user,
                        "PutKeyPolicy",
                        "KeyId",
                        id,
                        "Policy",
                        policy(),
                        "BypassPolicyLockoutSafetyCheck",
                        false));
    }
}
