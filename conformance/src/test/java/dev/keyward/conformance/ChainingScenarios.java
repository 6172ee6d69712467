package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.Scene.deny;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.Tag;

/** Sessions that begin from sessions, and what holds a session within its limits. */
final class ChainingScenarios {

    private static final Tag TEAM = Tag.builder().key("team").value("blue").build();
    private static final Tag COST = Tag.builder().key("cost").value("1").build();

    private ChainingScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "transitive tags and the source identity go down a chain of roles, other tags"
                                + " do not",
                        ChainingScenarios::handedDown),
                new Scenario(
                        "nobody down a chain changes what was handed down",
                        ChainingScenarios::unchanged),
                new Scenario("a chained session lasts an hour at most", ChainingScenarios::anHour),
                new Scenario(
                        "a boundary that does not allow is told as one",
                        ChainingScenarios::boundary),
                new Scenario(
                        "a boundary that denies is told with its ARN",
                        ChainingScenarios::boundaryDenies),
                new Scenario(
                        "a session policy that denies is told as one",
                        ChainingScenarios::sessionPolicyDenies),
                new Scenario(
                        "a managed session policy limits the session",
                        ChainingScenarios::managedSessionPolicy));
    }

    private static String trustedRole(Scene scene, String principal, String condition) {
        var name = Scene.newName("role");
        scene.adminIam.createRole(r -> r.roleName(name)
                .maxSessionDuration(7200)
                .assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"},
                  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
                  "Condition": {%s}}]}""".formatted(principal, condition)));
        return name;
    }

    private static AwsCredentials assume(
            Scene scene,
            AwsCredentials who,
            String role,
            Consumer<AssumeRoleRequest.Builder> more) {
        try (var sts = scene.keyward.sts(who)) {
            var made = sts.assumeRole(r -> {
                        r.roleArn(Scene.roleArn(role)).roleSessionName("chain");
                        more.accept(r);
                    })
                    .credentials();
            return AwsSessionCredentials.create(
                    made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
        }
    }

    /** A chain of two roles for a user, and a key for the second one by what is handed down. */
    private record Chain(
            Scene scene, Scene.Person user, String first, String second, Scene.Key key) {

        static Chain of(Scene scene) {
            var user = scene.user();
            var first = trustedRole(scene, user.arn(), "");
            var second = trustedRole(
                    scene,
                    Scene.roleArn(first),
                    "\"StringEquals\": {\"aws:RequestTag/team\": \"blue\", \"aws:SourceIdentity\": \""
                            + user.name() + "\"}");
            scene.adminIam.putRolePolicy(
                    r -> r.roleName(second).policyName("use").policyDocument("""
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Action": "kms:Encrypt", "Resource": "*", "Condition": {"StringEquals":
                        {"aws:PrincipalTag/team": "blue", "aws:SourceIdentity": "%s"}}},
                      {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*",
                       "Condition": {"StringEquals": {"aws:PrincipalTag/cost": "1"}}}]}""".formatted(
                                    user.name())));
            return new Chain(scene, user, first, second, scene.key());
        }

        AwsCredentials begin() {
            return assume(
                    scene,
                    user.credentials(),
                    first,
                    r -> r.tags(TEAM, COST).transitiveTagKeys("team").sourceIdentity(user.name()));
        }
    }

    private static Executable handedDown(Scene scene) {
        var chain = Chain.of(scene);
        return () -> {
            var second = assume(scene, chain.begin(), chain.second(), r -> {});
            scene.assertCanEncrypt(second, chain.key());
            try (var kms = scene.keyward.kms(second)) {
                assertDenied(kms::listKeys);
            }
            var untagged = assume(
                    scene,
                    chain.user().credentials(),
                    chain.first(),
                    r -> r.sourceIdentity(chain.user().name()));
            assertDenied(() -> assume(scene, untagged, chain.second(), r -> {}));
        };
    }

    private static Executable unchanged(Scene scene) {
        var chain = Chain.of(scene);
        return () -> {
            var begun = chain.begin();
            var red = Tag.builder().key("team").value("red").build();
            assertRefused(
                    "InvalidParameterValue",
                    () -> assume(scene, begun, chain.second(), r -> r.tags(red)));
            var refusal = assertDenied(
                    () -> assume(scene, begun, chain.second(), r -> r.sourceIdentity("mallory")));
            assertEquals(
                    "User: arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/"
                            + chain.first()
                            + "/chain is not authorized to perform: sts:SetSourceIdentity on resource: "
                            + Scene.roleArn(chain.second()),
                    refusal);
        };
    }

    private static Executable anHour(Scene scene) {
        var chain = Chain.of(scene);
        return () -> {
            var begun = chain.begin();
            assertDoesNotThrow(
                    () -> assume(scene, begun, chain.second(), r -> r.durationSeconds(3600)));
            assertRefused(
                    "ValidationError",
                    () -> assume(scene, begun, chain.second(), r -> r.durationSeconds(3601)));
        };
    }

    private static String policy(Scene scene, String document) {
        return scene.adminIam
                .createPolicy(r -> r.policyName(Scene.newName("policy")).policyDocument(document))
                .policy()
                .arn();
    }

    private static Executable boundary(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        scene.userPolicy(user, allow("kms:*", "*"));
        var boundary = policy(scene, allow("kms:Describe*", "*"));
        scene.adminIam.putUserPermissionsBoundary(
                r -> r.userName(user.name()).permissionsBoundary(boundary));
        return () -> scene.assertCannotEncrypt(
                user.credentials(),
                key,
                "on resource: " + key.arn()
                        + " because no permissions boundary allows the kms:Encrypt action");
    }

    private static Executable boundaryDenies(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        scene.userPolicy(user, allow("kms:*", "*"));
        var boundary = policy(scene, deny("kms:Encrypt", "*"));
        scene.adminIam.putUserPermissionsBoundary(
                r -> r.userName(user.name()).permissionsBoundary(boundary));
        return () -> scene.assertCannotEncrypt(
                user.credentials(),
                key,
                "with an explicit deny in a permissions boundary: " + boundary);
    }

    private static Executable sessionPolicyDenies(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        var role = trustedRole(scene, user.arn(), "");
        scene.adminIam.putRolePolicy(
                r -> r.roleName(role).policyName("use").policyDocument(allow("kms:*", "*")));
        return () -> scene.assertCannotEncrypt(
                assume(
                        scene,
                        user.credentials(),
                        role,
                        r -> r.policy(deny("kms:Encrypt", key.arn()))),
                key,
                "with an explicit deny in a session policy");
    }

    private static Executable managedSessionPolicy(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        var role = trustedRole(scene, user.arn(), "");
        scene.adminIam.putRolePolicy(
                r -> r.roleName(role).policyName("use").policyDocument(allow("kms:*", "*")));
        var limit = PolicyDescriptorType.builder()
                .arn(policy(scene, allow("kms:ListKeys", "*")))
                .build();
        return () -> {
            var session =
                    assume(scene, user.credentials(), role, r -> r.policyArns(List.of(limit)));
            scene.assertCannotEncrypt(
                    session, key, "because no session policy allows the kms:Encrypt action");
            try (var kms = scene.keyward.kms(session)) {
                assertDoesNotThrow(() -> kms.listKeys());
            }
        };
    }
}
