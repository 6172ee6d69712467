package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Temporary credentials of a role. */
final class SessionScenarios {

    private SessionScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "a role's session does what the role may", SessionScenarios::roleSession),
                new Scenario(
                        "credentials issued before a crash still work after it",
                        SessionScenarios::oldSession),
                new Scenario(
                        "a role that does not trust the caller is not assumed",
                        SessionScenarios::noTrust),
                new Scenario(
                        "a session policy limits the session", SessionScenarios::sessionPolicy),
                new Scenario("a forged session token is refused", SessionScenarios::forged),
                new Scenario("a key policy can name one role", SessionScenarios::roleInKeyPolicy));
    }

    private static Executable roleSession(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        var key = scene.key();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        scene.adminIam.putRolePolicy(r ->
                r.roleName(role).policyName("use").policyDocument(allow("kms:Encrypt", key.arn())));
        return () -> {
            var session = scene.assume(user, role);
            scene.assertCanEncrypt(session, key);
            assertDenied(() -> scene.encrypt(user.credentials(), key));
            try (var sts = scene.keyward.sts(session)) {
                assertEquals(
                        "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + role
                                + "/work",
                        sts.getCallerIdentity().arn());
            }
        };
    }

    private static Executable oldSession(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        var key = scene.key();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        scene.adminIam.putRolePolicy(r ->
                r.roleName(role).policyName("use").policyDocument(allow("kms:Encrypt", key.arn())));
        var session = scene.assume(user, role);
        return () -> scene.assertCanEncrypt(session, key);
    }

    private static Executable noTrust(Scene scene) {
        var user = scene.user();
        var trusted = scene.user();
        var role = Scene.newName("role");
        scene.adminIam.createRole(
                r -> r.roleName(role).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"}}}""".formatted(trusted.arn())));
        scene.userPolicy(user, allow("sts:AssumeRole", "*"));
        return () -> {
            assertEquals(
                    "User: " + user.arn()
                            + " is not authorized to perform: sts:AssumeRole on resource: "
                            + Scene.roleArn(role),
                    assertDenied(() -> scene.assume(user, role)));
            assertDenied(() -> scene.assume(user, "no-such-role"));
            scene.assume(trusted, role);
        };
    }

    private static Executable sessionPolicy(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        var key = scene.key();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        scene.adminIam.putRolePolicy(
                r -> r.roleName(role).policyName("use").policyDocument(allow("kms:*", "*")));
        return () -> {
            try (var sts = scene.keyward.sts(user.credentials())) {
                var made = sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                                .roleSessionName("narrow")
                                .policy(allow("kms:ListKeys", "*")))
                        .credentials();
                var session = AwsSessionCredentials.create(
                        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
                scene.assertCannotEncrypt(
                        session, key, "because no session policy allows the kms:Encrypt action");
            }
        };
    }

    private static Executable forged(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        var key = scene.key();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        return () -> {
            var session = (AwsSessionCredentials) scene.assume(user, role);
            var token = session.sessionToken();
            var middle = token.length() / 2;
            var flipped = token.substring(0, middle)
                    + (token.charAt(middle) == 'A' ? 'B' : 'A')
                    + token.substring(middle + 1);
            assertRefused(
                    "UnrecognizedClientException",
                    () -> scene.encrypt(
                            AwsSessionCredentials.create(
                                    session.accessKeyId(), session.secretAccessKey(), flipped),
                            key));
        };
    }

    private static Executable roleInKeyPolicy(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        var key = scene.key("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "kms:*", "Resource": "*"},
                  {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "kms:Encrypt", "Resource": "*"}]}""".formatted(RunningKeyward.ACCOUNT, Scene.roleArn(role)));
        return () -> {
            scene.assertCanEncrypt(scene.assume(user, role), key);
            assertDenied(() -> scene.encrypt(user.credentials(), key));
        };
    }
}
