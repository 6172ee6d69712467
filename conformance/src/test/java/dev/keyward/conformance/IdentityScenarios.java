package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** IAM policies on users, groups and roles, and what only they can allow. */
final class IdentityScenarios {

    private static final String VIEW_KEYS = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Action": ["kms:ListKeys", "kms:ListAliases"], "Resource": "*"}}""";

    private IdentityScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "a user without a policy can do nothing but ask who it is",
                        IdentityScenarios::nothing),
                new Scenario(
                        "a policy on a user lets it list keys and aliases",
                        IdentityScenarios::onAUser),
                new Scenario(
                        "a policy on a group lets its users list keys",
                        IdentityScenarios::onAGroup),
                new Scenario(
                        "a policy on a role lets its sessions list keys",
                        IdentityScenarios::onARole),
                new Scenario(
                        "CreateKey is allowed by an IAM policy only", IdentityScenarios::createKey),
                new Scenario(
                        "one managed policy covers two keys and two services",
                        IdentityScenarios::manyThings),
                new Scenario(
                        "joining and leaving a group changes access at once",
                        IdentityScenarios::membership),
                new Scenario(
                        "a version that becomes the default is in force at once",
                        IdentityScenarios::versions),
                new Scenario(
                        "the simulator says what an IAM policy allows on a key",
                        IdentityScenarios::simulation));
    }

    private static Executable nothing(Scene scene) {
        var user = scene.user();
        return () -> {
            try (var kms = scene.keyward.kms(user.credentials());
                    var iam = scene.keyward.iam(user.credentials());
                    var sts = scene.keyward.sts(user.credentials())) {
                assertEquals(user.arn(), sts.getCallerIdentity().arn());
                assertEquals(
                        "User: " + user.arn()
                                + " is not authorized to perform: kms:ListKeys because no"
                                + " identity-based policy allows the kms:ListKeys action",
                        assertDenied(kms::listKeys).replace(" on resource: *", ""));
                assertDenied(() -> kms.createKey());
                assertDenied(() -> kms.generateRandom(r -> r.numberOfBytes(8)));
                assertEquals(
                        "User: " + user.arn()
                                + " is not authorized to perform: iam:CreateUser on resource:"
                                + " arn:aws:iam::" + RunningKeyward.ACCOUNT
                                + ":user/mallory because no"
                                + " identity-based policy allows the iam:CreateUser action",
                        assertDenied(() -> iam.createUser(r -> r.userName("mallory"))));
            }
        };
    }

    private static void assertSeesKeysOnly(Scene scene, AwsCredentials who) {
        try (var kms = scene.keyward.kms(who)) {
            assertDoesNotThrow(() -> kms.listKeys());
            assertDoesNotThrow(() -> kms.listAliases());
            assertDenied(() -> kms.createKey());
        }
    }

    private static Executable onAUser(Scene scene) {
        var user = scene.user();
        scene.userPolicy(user, VIEW_KEYS);
        return () -> assertSeesKeysOnly(scene, user.credentials());
    }

    private static Executable onAGroup(Scene scene) {
        var user = scene.user();
        var group = scene.group();
        scene.adminIam.putGroupPolicy(
                r -> r.groupName(group).policyName("view").policyDocument(VIEW_KEYS));
        scene.adminIam.addUserToGroup(r -> r.groupName(group).userName(user.name()));
        return () -> assertSeesKeysOnly(scene, user.credentials());
    }

    private static Executable onARole(Scene scene) {
        var user = scene.user();
        var role = scene.role();
        scene.userPolicy(user, allow("sts:AssumeRole", Scene.roleArn(role)));
        scene.adminIam.putRolePolicy(
                r -> r.roleName(role).policyName("view").policyDocument(VIEW_KEYS));
        return () -> {
            assertSeesKeysOnly(scene, scene.assume(user, role));
            try (var kms = scene.keyward.kms(user.credentials())) {
                assertDenied(kms::listKeys);
            }
        };
    }

    private static Executable createKey(Scene scene) {
        var user = scene.user();
        var other = scene.user();
        scene.userPolicy(user, allow("kms:CreateKey", "*"));
        return () -> {
            try (var kms = scene.keyward.kms(user.credentials());
                    var without = scene.keyward.kms(other.credentials())) {
                assertTrue(kms.createKey().keyMetadata().enabled());
                assertEquals(
                        "User: " + other.arn()
                                + " is not authorized to perform: kms:CreateKey on resource: *"
                                + " because no identity-based policy allows the kms:CreateKey action",
                        assertDenied(() -> without.createKey()));
            }
        };
    }

    private static Executable manyThings(Scene scene) {
        var user = scene.user();
        var first = scene.key();
        var second = scene.key();
        var third = scene.key();
        var policy = scene.adminIam
                .createPolicy(r -> r.policyName(Scene.newName("policy"))
                        .policyDocument("""
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": "kms:Encrypt", "Resource": ["%s", "%s"]},
                          {"Effect": "Allow", "Action": "iam:ListGroups", "Resource": "*"}]}""".formatted(first.arn(), second.arn())))
                .policy();
        scene.adminIam.attachUserPolicy(r -> r.userName(user.name()).policyArn(policy.arn()));
        return () -> {
            scene.assertCanEncrypt(user.credentials(), first);
            scene.assertCanEncrypt(user.credentials(), second);
            scene.assertCannotEncrypt(
                    user.credentials(),
                    third,
                    "on resource: " + third.arn()
                            + " because no identity-based policy allows the kms:Encrypt action");
            try (var iam = scene.keyward.iam(user.credentials())) {
                assertDoesNotThrow(() -> iam.listGroups());
                assertDenied(() -> iam.listUsers());
            }
        };
    }

    private static Executable membership(Scene scene) {
        var user = scene.user();
        var group = scene.group();
        var key = scene.key();
        scene.adminIam.putGroupPolicy(r -> r.groupName(group)
                .policyName("use")
                .policyDocument(allow("kms:Encrypt", key.arn())));
        return () -> {
            for (var round = 0; round < 3; round++) {
                scene.assertCannotEncrypt(
                        user.credentials(),
                        key,
                        "because no identity-based policy allows the kms:Encrypt action");
                scene.adminIam.addUserToGroup(r -> r.groupName(group).userName(user.name()));
                scene.assertCanEncrypt(user.credentials(), key);
                scene.adminIam.removeUserFromGroup(r -> r.groupName(group).userName(user.name()));
            }
        };
    }

    private static Executable versions(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        var policy = scene.adminIam
                .createPolicy(r -> r.policyName(Scene.newName("policy"))
                        .policyDocument(allow("kms:Encrypt", key.arn())))
                .policy()
                .arn();
        scene.adminIam.attachUserPolicy(r -> r.userName(user.name()).policyArn(policy));
        scene.adminIam.createPolicyVersion(r -> r.policyArn(policy)
                .policyDocument(allow("kms:Decrypt", key.arn()))
                .setAsDefault(false));
        return () -> {
            scene.assertCanEncrypt(user.credentials(), key);
            scene.adminIam.setDefaultPolicyVersion(r -> r.policyArn(policy).versionId("v2"));
            assertDenied(() -> scene.encrypt(user.credentials(), key));
            scene.adminIam.setDefaultPolicyVersion(r -> r.policyArn(policy).versionId("v1"));
            scene.assertCanEncrypt(user.credentials(), key);
        };
    }

    private static Executable simulation(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        scene.userPolicy(user, allow("kms:Encrypt", key.arn()));
        return () -> {
            scene.assertCanEncrypt(user.credentials(), key);
            var results = scene.adminIam
                    .simulatePrincipalPolicy(r -> r.policySourceArn(user.arn())
                            .actionNames("kms:Encrypt", "kms:Decrypt")
                            .resourceArns(key.arn()))
                    .evaluationResults();
            assertEquals(
                    List.of("kms:Encrypt allowed", "kms:Decrypt implicitDeny"),
                    results.stream()
                            .map(result ->
                                    result.evalActionName() + " " + result.evalDecisionAsString())
                            .toList());
            var specific = results.getFirst().resourceSpecificResults().getFirst();
            assertEquals(key.arn(), specific.evalResourceName());
            assertEquals(1, specific.matchedStatements().size());
            try (var iam = scene.keyward.iam(user.credentials())) {
                assertDenied(() -> iam.simulatePrincipalPolicy(
                        r -> r.policySourceArn(user.arn()).actionNames("kms:Encrypt")));
            }
        };
    }
}
