package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.allow;
import static dev.keyward.conformance.Scene.assertDenied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Credentials that the AWS SDK and the AWS CLI get from profiles in their configuration files. */
final class ProfilesTest {

    private static final String STS_ENDPOINT = "aws.endpointUrlSts";

    private static RunningKeyward keyward;
    private static Scene scene;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        scene = new Scene(keyward);
    }

    @AfterAll
    static void stop() {
        keyward.close();
    }

    /** The client that a profile makes for itself is told of the endpoint here only. */
    @BeforeEach
    void nameTheEndpoint() {
        System.setProperty(STS_ENDPOINT, keyward.endpoint().toString());
    }

    @AfterEach
    void forgetTheEndpoint() {
        System.clearProperty(STS_ENDPOINT);
    }

    private record Work(Scene.Person user, String role) {}

    private static Work work() {
        var user = scene.user();
        var role = Scene.newName("worker");
        scene.adminIam.createRole(
                r -> r.roleName(role).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                  "Principal": {"AWS": "%s"},
                  "Condition": {"StringEquals": {"sts:ExternalId": "e-42"}}}]}""".formatted(user.arn())));
        scene.adminIam.putRolePolicy(r ->
                r.roleName(role).policyName("list").policyDocument(allow("kms:ListKeys", "*")));
        return new Work(user, role);
    }

    private static AwsCredentials resolve(String config) {
        var file = ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(config)
                .build();
        try (var provider = ProfileCredentialsProvider.builder()
                .profileFile(file)
                .profileName("worker")
                .build()) {
            return provider.resolveCredentials();
        }
    }

    private static String config(Work work, String externalId) {
        return """
               [profile base]
               aws_access_key_id = %s
               aws_secret_access_key = %s

               [profile worker]
               role_arn = %s
               source_profile = base
               role_session_name = profile
               region = eu-central-1
               %s
               """.formatted(
                        work.user().credentials().accessKeyId(),
                        work.user().credentials().secretAccessKey(),
                        Scene.roleArn(work.role()),
                        externalId);
    }

    @Test
    void aProfileWithARoleAssumesItFromItsSourceProfile() {
        var work = work();
        var session = assertInstanceOf(
                AwsSessionCredentials.class, resolve(config(work, "external_id = e-42")));
        try (var sts = keyward.sts(session);
                var kms = keyward.kms(session)) {
            assertEquals(
                    "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + work.role()
                            + "/profile",
                    sts.getCallerIdentity().arn());
            kms.listKeys();
            assertDenied(() -> kms.createKey());
        }
    }

    @Test
    void aProfileWithoutTheExternalIdThatTheRoleAsksForGetsNothing() {
        var work = work();
        assertDenied(() -> resolve(config(work, "")));
        assertDenied(() -> resolve(config(work, "external_id = e-43")));
    }

    @Test
    void theCliTakesCredentialsFromAProcess() throws Exception {
        var work = work();
        var script = folder.resolve("credentials.sh");
        Files.writeString(script, """
                unset AWS_PROFILE
                export AWS_ACCESS_KEY_ID='%s' AWS_SECRET_ACCESS_KEY='%s'
                exec %s --endpoint-url %s --output json sts assume-role --role-arn %s \\
                    --role-session-name process --external-id e-42 --query \\
                    'Credentials.{Version: `1`, AccessKeyId: AccessKeyId, SecretAccessKey: SecretAccessKey,
                      SessionToken: SessionToken, Expiration: Expiration}'
                """.formatted(
                        work.user().credentials().accessKeyId(),
                        work.user().credentials().secretAccessKey(),
                        AwsCli.program(),
                        keyward.endpoint(),
                        Scene.roleArn(work.role())));
        var config = folder.resolve("config");
        Files.writeString(config, """
                [profile worker]
                credential_process = /bin/sh %s
                """.formatted(script));
        assertEquals(
                "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + work.role()
                        + "/process",
                new AwsCli(keyward, folder)
                        .run(
                                Map.of("AWS_CONFIG_FILE", config.toString()),
                                "--profile",
                                "worker",
                                "sts",
                                "get-caller-identity",
                                "--query",
                                "Arn")
                        .assertSuccess()
                        .output()
                        .strip());
    }
}
