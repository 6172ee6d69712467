package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What {@code keyward explain} tells of a refusal, and to whom. */
final class ExplainScenarios {

    private static final String NEVER_REFUSED = "00000000-0000-4000-8000-000000000000";

    private ExplainScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "an administrator learns from a request id which condition did not hold",
                        ExplainScenarios::condition),
                new Scenario(
                        "an administrator learns which statement denied", ExplainScenarios::denial),
                new Scenario(
                        "whoever was refused needs a permission to learn why",
                        ExplainScenarios::permission),
                new Scenario(
                        "nobody learns of a request that was not refused",
                        ExplainScenarios::unknown));
    }

    private static final String ONLY_PAYROLL = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "OnlyPayroll", "Effect": "Allow",
              "Action": "kms:Encrypt", "Resource": "*", "Condition": {"StringEquals":
                {"kms:EncryptionContext:department": "payroll"}}}]}""";

    private static final String NO_ENCRYPTION = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "kms:*", "Resource": "*"},
              {"Sid": "NoEncryption", "Effect": "Deny", "Action": "kms:Encrypt", "Resource": "*"}]}""";

    private static String refuse(Scene scene, Scene.Person person, Scene.Key key) {
        try (var kms = scene.keyward.kms(person.credentials())) {
            return assertThrows(
                            KmsException.class,
                            () -> kms.encrypt(r -> r.keyId(key.arn())
                                    .encryptionContext(Map.of("department", "sales"))
                                    .plaintext(SdkBytes.fromUtf8String("attack at dawn"))))
                    .requestId();
        }
    }

    private static void assertTells(String output, String... parts) {
        for (var part : parts) {
            assertTrue(output.contains(part), "no `" + part + "` in " + output);
        }
    }

    private static Executable condition(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        scene.userPolicy(user, ONLY_PAYROLL);
        return () -> {
            var id = refuse(scene, user, key);
            var text = scene.keyward
                    .command(RunningKeyward.ROOT, "explain", id)
                    .assertSuccess()
                    .output();
            assertTells(
                    text,
                    user.arn(),
                    "kms:Encrypt",
                    key.arn(),
                    "OnlyPayroll",
                    "kms:EncryptionContext:department",
                    "payroll",
                    "sales");
            assertTrue(!text.contains("attack at dawn"), text);
            var json = scene.keyward
                    .command(RunningKeyward.ROOT, "explain", "--json", id)
                    .assertSuccess()
                    .output();
            assertTells(json, "\"OnlyPayroll\"", id);
        };
    }

    private static Executable denial(Scene scene) {
        var user = scene.user();
        var key = scene.key();
        scene.userPolicy(user, NO_ENCRYPTION);
        return () -> assertTells(
                scene.keyward
                        .command(RunningKeyward.ROOT, "explain", refuse(scene, user, key))
                        .assertSuccess()
                        .output(),
                "NoEncryption");
    }

    private static Executable permission(Scene scene) {
        var user = scene.user();
        var reader = scene.user();
        var key = scene.key();
        scene.userPolicy(user, ONLY_PAYROLL);
        scene.userPolicy(reader, Scene.allow("keyward:ExplainRequest", "*"));
        return () -> {
            var id = refuse(scene, user, key);
            var refused = scene.keyward.command(user.credentials(), "explain", id);
            assertEquals(1, refused.exitCode(), refused.output());
            assertTells(
                    refused.output(),
                    "AccessDeniedException: User: " + user.arn()
                            + " is not authorized to perform: keyward:ExplainRequest on resource: *"
                            + " because no identity-based policy allows the keyward:ExplainRequest"
                            + " action");
            scene.keyward.command(reader.credentials(), "explain", id).assertSuccess();
        };
    }

    private static Executable unknown(Scene scene) {
        return () -> {
            var answer = scene.keyward.command(RunningKeyward.ROOT, "explain", NEVER_REFUSED);
            assertEquals(1, answer.exitCode(), answer.output());
            assertTells(answer.output(), "NotFoundException");
        };
    }
}
