package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static dev.keyward.conformance.Scene.deny;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;

/** Key policies, and how IAM policies count only where a key policy says so. */
final class KeyPolicyScenarios {

    private static final String ROOT = "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":root";
    private static final String NO_RESOURCE_POLICY =
            "because no resource-based policy allows the kms:Encrypt action";

    private KeyPolicyScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "the default key policy lets IAM policies decide",
                        KeyPolicyScenarios::enabled),
                new Scenario(
                        "without the enabling statement no IAM policy counts",
                        KeyPolicyScenarios::notEnabled),
                new Scenario(
                        "the enabling statement can be for some actions only",
                        KeyPolicyScenarios::partly),
                new Scenario(
                        "a key policy that names a user is enough alone",
                        KeyPolicyScenarios::direct),
                new Scenario("a group is no principal of a key policy", KeyPolicyScenarios::group),
                new Scenario(
                        "an explicit deny in an IAM policy wins", KeyPolicyScenarios::denyFromIam),
                new Scenario(
                        "an explicit deny in the key policy wins", KeyPolicyScenarios::denyFromKey),
                new Scenario(
                        "a user made anew under an old name gains nothing",
                        KeyPolicyScenarios::remade),
                new Scenario(
                        "an alias in Resource never stands for the key",
                        KeyPolicyScenarios::aliasArn),
                new Scenario("conditions see the encryption context", KeyPolicyScenarios::context),
                new Scenario(
                        "ciphertexts open with the same context only",
                        KeyPolicyScenarios::roundTrip));
    }

    private static String keyPolicy(String... statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements)
                + "]}";
    }

    private static String statement(String effect, String principal, String action) {
        return """
                {"Effect": "%s", "Principal": {"AWS": "%s"}, "Action": "%s", "Resource": "*"}""".formatted(effect, principal, action);
    }

    private static Executable enabled(Scene scene) {
        var allowed = scene.user();
        var other = scene.user();
        var key = scene.key();
        scene.userPolicy(allowed, allow("kms:Encrypt", key.arn()));
        return () -> {
            scene.assertCanEncrypt(allowed.credentials(), key);
            scene.assertCannotEncrypt(
                    other.credentials(),
                    key,
                    "on resource: " + key.arn()
                            + " because no identity-based policy allows the kms:Encrypt action");
        };
    }

    private static Executable notEnabled(Scene scene) {
        var user = scene.user();
        var key = scene.key(keyPolicy(statement("Allow", scene.user().arn(), "kms:*")));
        scene.userPolicy(user, allow("*", "*"));
        return () -> {
            scene.assertCannotEncrypt(
                    user.credentials(),
                    key,
                    "on resource: " + key.arn() + " " + NO_RESOURCE_POLICY);
            scene.assertCannotEncrypt(RunningKeyward.ROOT, key, NO_RESOURCE_POLICY);
        };
    }

    private static Executable partly(Scene scene) {
        var user = scene.user();
        var key = scene.key(keyPolicy(statement("Allow", ROOT, "kms:Describe*")));
        scene.userPolicy(user, allow("kms:*", "*"));
        return () -> {
            scene.assertCannotEncrypt(user.credentials(), key, NO_RESOURCE_POLICY);
            try (var kms = scene.keyward.kms(user.credentials())) {
                assertEquals(
                        key.arn(),
                        kms.describeKey(r -> r.keyId(key.id())).keyMetadata().arn());
            }
        };
    }

    private static Executable direct(Scene scene) {
        var user = scene.user();
        var other = scene.user();
        var key = scene.key(keyPolicy(
                statement("Allow", ROOT, "kms:*"), statement("Allow", user.arn(), "kms:Encrypt")));
        return () -> {
            scene.assertCanEncrypt(user.credentials(), key);
            assertDenied(() -> scene.encrypt(other.credentials(), key));
        };
    }

    private static Executable group(Scene scene) {
        var group = scene.group();
        var arn = "arn:aws:iam::" + RunningKeyward.ACCOUNT + ":group/" + group;
        var key = scene.key();
        return () -> assertRefused(
                "MalformedPolicyDocumentException",
                () -> scene.adminKms.putKeyPolicy(r -> r.keyId(key.id())
                        .policyName("default")
                        .policy(keyPolicy(
                                statement("Allow", ROOT, "kms:*"),
                                statement("Allow", arn, "kms:*")))));
    }

    private static Executable denyFromIam(Scene scene) {
        var user = scene.user();
        var key = scene.key(keyPolicy(
                statement("Allow", ROOT, "kms:*"), statement("Allow", user.arn(), "kms:Encrypt")));
        scene.userPolicy(user, deny("kms:Encrypt", "*"));
        return () -> scene.assertCannotEncrypt(
                user.credentials(), key, "with an explicit deny in an identity-based policy");
    }

    private static Executable denyFromKey(Scene scene) {
        var user = scene.user();
        var key = scene.key(keyPolicy(
                statement("Allow", ROOT, "kms:*"), statement("Deny", user.arn(), "kms:Encrypt")));
        scene.userPolicy(user, allow("kms:*", "*"));
        return () -> scene.assertCannotEncrypt(
                user.credentials(), key, "with an explicit deny in a resource-based policy");
    }

    private static Executable remade(Scene scene) {
        var first = scene.user();
        var key = scene.key(keyPolicy(
                statement("Allow", ROOT, "kms:*"), statement("Allow", first.arn(), "kms:Encrypt")));
        scene.assertCanEncrypt(first.credentials(), key);
        var accessKey = first.credentials().accessKeyId();
        scene.adminIam.deleteAccessKey(r -> r.userName(first.name()).accessKeyId(accessKey));
        scene.adminIam.deleteUser(r -> r.userName(first.name()));
        scene.adminIam.createUser(r -> r.userName(first.name()));
        var made = scene.adminIam.createAccessKey(r -> r.userName(first.name())).accessKey();
        var second = AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey());
        return () -> {
            assertDenied(() -> scene.encrypt(second, key));
            assertRefused(
                    "UnrecognizedClientException", () -> scene.encrypt(first.credentials(), key));
        };
    }

    private static Executable aliasArn(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        var alias = "alias/" + Scene.newName("orders");
        scene.adminKms.createAlias(r -> r.aliasName(alias).targetKeyId(key.id()));
        var aliasArn = key.arn().replaceAll(":key/.*", ":" + alias);
        scene.userPolicy(user, allow("kms:Encrypt", aliasArn));
        return () -> {
            try (var kms = scene.keyward.kms(user.credentials())) {
                assertDenied(() ->
                        kms.encrypt(r -> r.keyId(alias).plaintext(SdkBytes.fromUtf8String("x"))));
            }
            assertEquals(
                    key.arn(),
                    scene.adminKms
                            .encrypt(r -> r.keyId(aliasArn).plaintext(SdkBytes.fromUtf8String("x")))
                            .keyId());
        };
    }

    private static Executable context(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        scene.userPolicy(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Encrypt",
                  "Resource": "%s",
                  "Condition": {"StringEquals": {"kms:EncryptionContext:Tenant": "acme"}}}}""".formatted(key.arn()));
        return () -> {
            try (var kms = scene.keyward.kms(user.credentials())) {
                kms.encrypt(r -> r.keyId(key.id())
                        .plaintext(SdkBytes.fromUtf8String("x"))
                        .encryptionContext(Map.of("tenant", "acme")));
                assertDenied(() -> kms.encrypt(r -> r.keyId(key.id())
                        .plaintext(SdkBytes.fromUtf8String("x"))
                        .encryptionContext(Map.of("tenant", "other"))));
                assertDenied(() -> scene.encrypt(user.credentials(), key));
            }
        };
    }

    private static Executable roundTrip(Scene scene) {
        var key = scene.key();
        var context = Map.of("tenant", "acme", "doc", "42");
        var dataKey = scene.adminKms.generateDataKey(
                r -> r.keyId(key.id()).keySpec("AES_256").encryptionContext(context));
        return () -> {
            var opened = scene.adminKms.decrypt(
                    r -> r.ciphertextBlob(dataKey.ciphertextBlob()).encryptionContext(context));
            assertArrayEquals(
                    dataKey.plaintext().asByteArray(), opened.plaintext().asByteArray());
            assertEquals(key.arn(), opened.keyId());
            assertRefused(
                    "InvalidCiphertextException",
                    () -> scene.adminKms.decrypt(r -> r.ciphertextBlob(dataKey.ciphertextBlob())
                            .encryptionContext(Map.of("tenant", "acme"))));
        };
    }
}
