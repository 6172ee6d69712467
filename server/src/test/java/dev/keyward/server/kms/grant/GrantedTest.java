package dev.keyward.server.kms.grant;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowing;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.Principal;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.kms.TestingKms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use a key by a grant on it, through the whole server. */
final class GrantedTest {

    private static final String NOT_KMS = allowing("s3:*");
    private static final Map<String, String> CONTEXT = Map.of("AppName", "payroll", "Unit", "7");

    private final TestingKms kms = new TestingKms();
    private final TestingKeyward keyward = kms.keyward();
    private final String id = kms.createKey();
    private final Caller clerk = keyward.user("clerk");

    @AfterEach
    void close() {
        kms.close();
    }

    private void grant(String principal, List<String> operations) {
        grant(principal, operations, Map.of());
    }

    private void grant(String principal, List<String> operations, Map<String, ?> constraints) {
        kms.call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                principal,
                "Operations",
                operations,
                "Constraints",
                constraints);
    }

    private void grantDescribe(String principal) {
        grant(principal, List.of("DescribeKey"));
    }

    private void describe(Caller caller) {
        kms.callAs(caller, "DescribeKey", "KeyId", TestingKms.arn(id).toString());
    }

    private void allowed(Caller caller) {
        assertDoesNotThrow(() -> describe(caller));
    }

    private void denied(Caller caller, String tail) {
        assertRefused(
                "AccessDeniedException",
                "User: " + caller.principal().arn()
                        + " is not authorized to perform: kms:DescribeKey " + tail,
                () -> describe(caller));
    }

    private void missing(Caller caller, String kind) {
        denied(
                caller,
                "on resource: " + TestingKms.arn(id) + " because no " + kind
                        + " allows the kms:DescribeKey action");
    }

    private void explicitly(Caller caller, String kind) {
        denied(caller, "on resource: " + TestingKms.arn(id) + " with an explicit deny in " + kind);
    }

    private void nobodyByPolicy() {
        keyward.setKeyPolicy(TestingKms.arn(id), """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                   "Action": "kms:CreateGrant", "Resource": "*"}]}""");
    }

    @Test
    void aGrantStandsInForKeyPolicyAndIamPolicy() {
        nobodyByPolicy();
        missing(clerk, "resource-based policy");
        grantDescribe(clerk.principal().arn());
        allowed(clerk);
    }

    @Test
    void aGrantIsForItsKeyAndItsOperationsOnly() {
        grantDescribe(clerk.principal().arn());
        var other = kms.createKey();
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:DescribeKey on resource: " + TestingKms.arn(other)
                        + " because no identity-based policy allows the kms:DescribeKey action",
                () -> kms.callAs(clerk, "DescribeKey", "KeyId", other));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:Encrypt on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:Encrypt action",
                () -> encrypt(Map.of()));
    }

    @Test
    void anExplicitDenyAnywhereBeatsAGrant() {
        grantDescribe(clerk.principal().arn());
        allowed(clerk);
        keyward.setKeyPolicy(TestingKms.arn(id), TestingKms.policy("""
                {"Effect": "Deny", "Principal": "*", "Action": "kms:DescribeKey", "Resource": "*",
                 "Condition": {"StringLike": {"aws:userid": "AIDA*"}}}"""));
        explicitly(clerk, "a resource-based policy");
        keyward.setKeyPolicy(TestingKms.arn(id), TestingKms.policy());
        allowed(clerk);
        keyward.allow(clerk, allowing("kms:DescribeKey").replace("Allow", "Deny"));
        explicitly(clerk, "an identity-based policy");
    }

    @Test
    void aBoundaryDoesNotCapWhatIsGrantedToAUser() {
        grantDescribe(clerk.principal().arn());
        keyward.bound(keyward.userOf(clerk), keyward.managedPolicy("boundary", NOT_KMS));
        allowed(clerk);
    }

    @Test
    void boundaryAndSessionPolicyCapWhatIsGrantedToARole() {
        var role = keyward.role("worker", TestingKms.policy());
        grantDescribe(role.arn().toString());
        allowed(keyward.session(role, "s", SessionPolicies.NONE));
        var limited = new SessionPolicies(Optional.of(NOT_KMS), List.of());
        missing(keyward.session(role, "s", limited), "session policy");
        keyward.bound(role, keyward.managedPolicy("boundary", NOT_KMS));
        missing(keyward.session(role, "s", SessionPolicies.NONE), "permissions boundary");
    }

    @Test
    void nothingCapsWhatIsGrantedToASession() {
        var role = keyward.role("worker", TestingKms.policy());
        grantDescribe("arn:aws:sts::123456789012:assumed-role/worker/s");
        keyward.bound(role, keyward.managedPolicy("boundary", NOT_KMS));
        var limited = new SessionPolicies(Optional.of(NOT_KMS), List.of());
        allowed(keyward.session(role, "s", limited));
        missing(keyward.session(role, "other", SessionPolicies.NONE), "identity-based policy");
    }

    @Test
    void aFederatedUserIsGrantedToByItsArn() {
        var principal = new Principal.FederatedUser(
                ACCOUNT,
                "arn:aws:sts::123456789012:federated-user/guest",
                clerk.principal().arn(),
                keyward.userOf(clerk).id());
        var session = Session.between(
                keyward.clock().instant(), keyward.clock().instant().plus(Duration.ofHours(1)));
        var guest = new Caller(principal, "ASIAGUEST", Optional.of(session));
        missing(guest, "identity-based policy");
        grantDescribe("arn:aws:sts::123456789012:federated-user/guest");
        allowed(guest);
    }

    @Test
    void aGrantToAnAccountLeavesTheChoiceToItsIamPolicies() {
        nobodyByPolicy();
        grantDescribe("arn:aws:iam::123456789012:root");
        missing(clerk, "identity-based policy");
        keyward.allow(clerk, allowing("kms:DescribeKey"));
        allowed(clerk);
        allowed(TestingKeyward.rootOf(ACCOUNT));
    }

    @Test
    void aGrantToAPrincipalOfAnotherAccountIsEnough() {
        var foreigner = keyward.user(OTHER_ACCOUNT, "x");
        denied(
                foreigner,
                "on this resource because no identity-based policy allows the kms:DescribeKey action");
        grantDescribe(foreigner.principal().arn());
        allowed(foreigner);
        keyward.allow(foreigner, allowing("kms:DescribeKey").replace("Allow", "Deny"));
        denied(foreigner, "on this resource with an explicit deny in an identity-based policy");
    }

    @Test
    void aGrantToAnotherAccountLeavesTheChoiceToThatAccount() {
        grantDescribe("arn:aws:iam::210987654321:root");
        var foreigner = keyward.user(OTHER_ACCOUNT, "x");
        denied(
                foreigner,
                "on this resource because no identity-based policy allows the kms:DescribeKey action");
        keyward.allow(foreigner, allowing("kms:DescribeKey"));
        allowed(foreigner);
    }

    @Test
    void aUserMadeAnewUnderTheSameNameGainsNothing() {
        grantDescribe(clerk.principal().arn());
        allowed(clerk);
        var user = keyward.userOf(clerk);
        keyward.store().write(tx -> {
            tx.users().delete(user);
            return user;
        });
        missing(keyward.user("clerk"), "identity-based policy");
    }

    @Test
    void aRoleMadeAnewUnderTheSameNameGainsNothing() {
        var role = keyward.role("worker", TestingKms.policy());
        grantDescribe(role.arn().toString());
        keyward.store().write(tx -> {
            tx.roles().delete(role);
            return 0;
        });
        var anew = keyward.role("worker", TestingKms.policy());
        missing(keyward.session(anew, "s", SessionPolicies.NONE), "identity-based policy");
    }

    private void encrypt(Map<String, String> context) {
        kms.callAs(
                clerk,
                "Encrypt",
                "KeyId",
                id,
                "Plaintext",
                new byte[] {1},
                "EncryptionContext",
                context);
    }

    private void cannotEncrypt(Map<String, String> context) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:Encrypt on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:Encrypt action",
                () -> encrypt(context));
    }

    @Test
    void aConstraintAsksForTheWholeContext() {
        grant(
                clerk.principal().arn(),
                List.of("Encrypt", "DescribeKey"),
                Map.of("EncryptionContextEquals", CONTEXT));
        encrypt(CONTEXT);
        cannotEncrypt(Map.of());
        cannotEncrypt(Map.of("AppName", "payroll"));
        cannotEncrypt(Map.of("AppName", "payroll", "Unit", "8"));
        cannotEncrypt(Map.of("appname", "payroll", "Unit", "7"));
        cannotEncrypt(Map.of("AppName", "payroll", "Unit", "7", "More", "x"));
        // What has no context is not constrained.
        allowed(clerk);
    }

    @Test
    void aConstraintAsksForAPartOfTheContext() {
        grant(
                clerk.principal().arn(),
                List.of("Encrypt"),
                Map.of("EncryptionContextSubset", Map.of("AppName", "payroll")));
        encrypt(CONTEXT);
        encrypt(Map.of("AppName", "payroll"));
        cannotEncrypt(Map.of());
        cannotEncrypt(Map.of("Unit", "7"));
        cannotEncrypt(Map.of("AppName", "Payroll"));
        cannotEncrypt(Map.of("APPNAME", "payroll"));
    }

    @Test
    void reEncryptionIsGrantedOnEachSideUnderItsOwnContext() {
        var blob = kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        new byte[] {1},
                        "EncryptionContext",
                        CONTEXT)
                .requiredBlob("CiphertextBlob");
        var source = Map.of("EncryptionContextEquals", CONTEXT);
        var destination = Map.of("EncryptionContextEquals", Map.of("Unit", "8"));
        grant(clerk.principal().arn(), List.of("ReEncryptFrom"), source);
        var request = new Object[] {
            "CiphertextBlob",
            blob,
            "SourceEncryptionContext",
            CONTEXT,
            "DestinationKeyId",
            id,
            "DestinationEncryptionContext",
            Map.of("Unit", "8")
        };
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/clerk is not authorized to perform:"
                        + " kms:ReEncryptTo on resource: " + TestingKms.arn(id)
                        + " because no identity-based policy allows the kms:ReEncryptTo action",
                () -> kms.callAs(clerk, "ReEncrypt", request));
        grant(clerk.principal().arn(), List.of("ReEncryptTo"), destination);
        kms.callAs(clerk, "ReEncrypt", request);
    }

    @Test
    void decryptionByTheCiphertextAloneIsGrantedToo() {
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1})
                .requiredBlob("CiphertextBlob");
        grant(clerk.principal().arn(), List.of("Decrypt"));
        kms.callAs(clerk, "Decrypt", "CiphertextBlob", blob);
    }

    @Test
    void theGrantsOfADeletedKeyAreGone() {
        grantDescribe(clerk.principal().arn());
        kms.call("ScheduleKeyDeletion", "KeyId", id, "PendingWindowInDays", 7);
        allowed(clerk);
        keyward.clock().advance(Duration.ofDays(8));
        kms.deletion().deleteDueKeys(keyward.clock().instant());
        keyward.store().read(s -> {
            assertTrue(s.grants()
                    .to(keyward.userOf(clerk).id(), TestingKms.arn(id))
                    .isEmpty());
            return 0;
        });
    }

    /** Of many grants only the new ones are read anew. */
    @Test
    void manyGrantsComeAndGoOneByOne() {
        var grants = new ArrayDeque<String>();
        for (var count = 0; count < 250; count++) {
            grants.add(grantFor(count));
            if (count % 3 == 0) {
                encrypt(Map.of("count", Integer.toString(count)));
            }
        }
        for (var count = 0; count < 250; count++) {
            var context = Map.of("count", Integer.toString(count));
            encrypt(context);
            kms.call("RevokeGrant", "KeyId", id, "GrantId", grants.remove());
            cannotEncrypt(context);
            if (count < 249) {
                encrypt(Map.of("count", Integer.toString(count + 1)));
            }
            if (count % 50 == 0) {
                grants.add(grantFor(1_000 + count));
                encrypt(Map.of("count", Integer.toString(1_000 + count)));
            }
        }
    }

    private String grantFor(int count) {
        return kms.call(
                        "CreateGrant",
                        "KeyId",
                        id,
                        "GranteePrincipal",
                        clerk.principal().arn(),
                        "Operations",
                        List.of("Encrypt"),
                        "Constraints",
                        Map.of("EncryptionContextEquals", Map.of("count", Integer.toString(count))))
                .requiredText("GrantId");
    }

    @Test
    void manyGrantsThatWereMadeAtOnceAreAllThere() {
        for (var count = 0; count < 120; count++) {
            grantFor(count);
        }
        encrypt(Map.of("count", "7"));
        for (var count = 120; count < 260; count++) {
            grantFor(count);
        }
        encrypt(Map.of("count", "8"));
        encrypt(Map.of("count", "259"));
    }

    /** A key policy that is to be put must let somebody change it again, and no grant can. */
    @Test
    void noGrantCountsForTheLockoutCheck() {
        grant(clerk.principal().arn(), List.of("DescribeKey", "RetireGrant"));
        keyward.allow(clerk, allowing("kms:PutKeyPolicy"));
        assertRefused(
                "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.",
                () -> kms.callAs(
                        clerk,
                        "PutKeyPolicy",
                        "KeyId",
                        id,
                        "Policy",
                        TestingKms.policy().replace("kms:*", "kms:DescribeKey")));
    }
}
