package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.Credentials;

/** MFA by an authenticator app. */
final class MfaScenarios {

    private MfaScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "a role that demands MFA is assumed with a code, which is good once",
                        MfaScenarios::roleThatDemandsMultiFactor),
                new Scenario(
                        "GetSessionToken with a code gives a session that IAM takes",
                        MfaScenarios::sessionForIam));
    }

    /** Gives the user a device; its holder then has the app. */
    private static AuthenticatorApp deviceOf(Scene scene, Scene.Person user) {
        var device = scene.adminIam
                .createVirtualMFADevice(r -> r.virtualMFADeviceName(Scene.newName("phone")))
                .virtualMFADevice();
        var app = new AuthenticatorApp(
                device.serialNumber(), device.base32StringSeed().asUtf8String());
        var first = app.nextCode();
        var second = app.nextCode();
        scene.adminIam.enableMFADevice(r -> r.userName(user.name())
                .serialNumber(app.serialNumber())
                .authenticationCode1(first)
                .authenticationCode2(second));
        return app;
    }

    private static AwsCredentials credentials(Credentials made) {
        return AwsSessionCredentials.create(
                made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    private static Executable roleThatDemandsMultiFactor(Scene scene) {
        var user = scene.user();
        var app = deviceOf(scene, user);
        var role = Scene.newName("role");
        scene.adminIam.createRole(
                r -> r.roleName(role).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"},
                  "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"},
                                "NumericLessThan": {"aws:MultiFactorAuthAge": "60"}}}]}""".formatted(user.arn())));
        var key = scene.key();
        scene.adminIam.putRolePolicy(
                r -> r.roleName(role).policyName("use").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Encrypt",
                  "Resource": "%s", "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}}]}""".formatted(key.arn())));
        return () -> {
            assertDenied(() -> scene.assume(user, role));
            var code = app.nextCode();
            scene.assertCanEncrypt(assume(scene, user, role, app.serialNumber(), code), key);
            assertEquals(
                    "MultiFactorAuthentication failed with invalid MFA one time pass code.",
                    assertDenied(() -> assume(scene, user, role, app.serialNumber(), code)));
        };
    }

    private static AwsCredentials assume(
            Scene scene, Scene.Person user, String role, String serialNumber, String code) {
        try (var sts = scene.keyward.sts(user.credentials())) {
            return credentials(sts.assumeRole(r -> r.roleArn(Scene.roleArn(role))
                            .roleSessionName("work")
                            .serialNumber(serialNumber)
                            .tokenCode(code))
                    .credentials());
        }
    }

    private static Executable sessionForIam(Scene scene) {
        var user = scene.user();
        var app = deviceOf(scene, user);
        scene.userPolicy(user, allow("iam:GetUser", user.arn()));
        return () -> {
            try (var sts = scene.keyward.sts(user.credentials())) {
                var without = credentials(sts.getSessionToken().credentials());
                assertRefused("InvalidClientTokenId", () -> nameOf(scene, without));
                var code = app.nextCode();
                var with = credentials(sts.getSessionToken(
                                r -> r.serialNumber(app.serialNumber()).tokenCode(code))
                        .credentials());
                assertEquals(user.name(), nameOf(scene, with));
            }
        };
    }

    private static String nameOf(Scene scene, AwsCredentials who) {
        try (var iam = scene.keyward.iam(who)) {
            return iam.getUser().user().userName();
        }
    }
}
