package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What thieves of session tokens, and those whom a role must not trust, try by the AWS SDK. */
final class SessionAttackTest {

    private static RunningKeyward keyward;
    private static Scene scene;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        scene = new Scene(keyward);
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    /** A user who may assume a role that may list keys. */
    private record Victim(Scene.Person user, String role) {

        static Victim make() {
            var user = scene.user();
            var role = scene.role();
            scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
            scene.adminIam.putRolePolicy(r ->
                    r.roleName(role).policyName("list").policyDocument(allow("kms:ListKeys", "*")));
            return new Victim(user, role);
        }

        AwsSessionCredentials session() {
            return (AwsSessionCredentials) scene.assume(user, role);
        }
    }

    private static void listKeys(AwsCredentials who) {
        try (var kms = keyward.kms(who)) {
            kms.listKeys();
        }
    }

    private static void assertDead(AwsCredentials who) {
        assertRefused("UnrecognizedClientException", () -> listKeys(who));
        try (var sts = keyward.sts(who)) {
            assertRefused("InvalidClientTokenId", sts::getCallerIdentity);
        }
    }

    @Test
    void tokenOfOneSessionUnderTheKeyOfAnother() {
        var victim = Victim.make();
        var own = victim.session();
        var other = victim.session();
        listKeys(own);
        assertDead(AwsSessionCredentials.create(
                own.accessKeyId(), own.secretAccessKey(), other.sessionToken()));
        assertRefused(
                "InvalidSignatureException",
                () -> listKeys(AwsSessionCredentials.create(
                        other.accessKeyId(), own.secretAccessKey(), other.sessionToken())));
    }

    @Test
    void tokenUnderALongTermKey() {
        var victim = Victim.make();
        var key = victim.user().credentials();
        assertDead(AwsSessionCredentials.create(
                key.accessKeyId(), key.secretAccessKey(), victim.session().sessionToken()));
        assertDead(AwsSessionCredentials.create(
                RunningKeyward.ROOT.accessKeyId(),
                RunningKeyward.ROOT.secretAccessKey(),
                victim.session().sessionToken()));
    }

    @Test
    void temporaryKeyWithoutItsToken() {
        var session = Victim.make().session();
        assertDead(AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()));
    }

    @Test
    void sessionOfADeletedRoleAndANewRoleOfTheSameName() {
        var victim = Victim.make();
        var session = victim.session();
        listKeys(session);
        scene.adminIam.deleteRolePolicy(r -> r.roleName(victim.role()).policyName("list"));
        assertDenied(() -> listKeys(session));
        scene.adminIam.deleteRole(r -> r.roleName(victim.role()));
        assertDead(session);

        scene.adminIam.createRole(r -> r.roleName(victim.role())
                .assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"}}]}""".formatted(victim.user().arn())));
        scene.adminIam.putRolePolicy(r -> r.roleName(victim.role())
                .policyName("list")
                .policyDocument(allow("kms:ListKeys", "*")));
        listKeys(victim.session());
        assertDead(session);
    }

    @Test
    void sessionOfADeletedUserAndANewUserOfTheSameName() {
        var user = scene.user();
        scene.userPolicy(user, allow("kms:ListKeys", "*"));
        AwsSessionCredentials session;
        try (var sts = keyward.sts(user.credentials())) {
            var made = sts.getSessionToken().credentials();
            session = AwsSessionCredentials.create(
                    made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
        }
        listKeys(session);
        scene.adminIam.deleteUserPolicy(r -> r.userName(user.name()).policyName("inline"));
        scene.adminIam.deleteAccessKey(
                r -> r.userName(user.name()).accessKeyId(user.credentials().accessKeyId()));
        scene.adminIam.deleteUser(r -> r.userName(user.name()));
        assertDead(session);
        scene.adminIam.createUser(r -> r.userName(user.name()));
        scene.userPolicy(user, allow("*", "*"));
        assertDead(session);
    }

    @Test
    void sessionThatBeganBeforeItWasRevoked() {
        var victim = Victim.make();
        var session = victim.session();
        denyIssuedBefore(victim, Instant.now().minus(Duration.ofHours(2)));
        listKeys(session);
        denyIssuedBefore(victim, Instant.now().plus(Duration.ofHours(2)));
        assertEquals(
                "User: arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + victim.role()
                        + "/work is not authorized to perform: kms:ListKeys on resource: * with an"
                        + " explicit deny in an identity-based policy",
                assertDenied(() -> listKeys(session)));
    }

    /** As the console does, when the sessions of a role are revoked. */
    private static void denyIssuedBefore(Victim victim, Instant time) {
        scene.adminIam.putRolePolicy(r -> r.roleName(victim.role())
                .policyName("AWSRevokeOlderSessions")
                .policyDocument("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*",
                  "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}}""".formatted(time)));
    }

    /**
     * A service works for several customers under one identity: each role trusts it with the external id of
     * that customer, so that no other customer can make it act on the role.
     */
    @Test
    void confusedDeputyWithoutExternalId() {
        var deputy = scene.user();
        var role = Scene.newName("customer");
        scene.adminIam.createRole(
                r -> r.roleName(role).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "customer-1"}}}]}""".formatted(deputy.arn())));
        try (var sts = keyward.sts(deputy.credentials())) {
            var refusal =
                    "User: " + deputy.arn() + " is not authorized to perform: sts:AssumeRole on"
                            + " resource: " + Scene.roleArn(role);
            assertEquals(
                    refusal,
                    assertDenied(() -> sts.assumeRole(
                            r -> r.roleArn(Scene.roleArn(role)).roleSessionName("deputy"))));
            assertEquals(
                    refusal,
                    assertDenied(() -> sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                            .roleSessionName("deputy")
                            .externalId("customer-2"))));
            assertEquals(
                    refusal,
                    assertDenied(() -> sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                            .roleSessionName("deputy")
                            .externalId("CUSTOMER-1"))));
            sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                    .roleSessionName("deputy")
                    .externalId("customer-1"));
        }
    }
}
