package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** The holders of an OpenID Connect provider's tokens, through the AWS SDK for Java and the AWS CLI. */
final class WebIdentityTest {

    @TempDir
    private static Path folder;

    private static TestingOidcProvider provider;
    private static RunningKeyward keyward;
    private static Scene scene;
    private static String arn;

    @BeforeAll
    static void start() {
        provider = TestingOidcProvider.start(folder);
        keyward = RunningKeyward.start("--oidc-ca", provider.authority().toString());
        scene = new Scene(keyward);
        arn = scene.adminIam
                .createOpenIDConnectProvider(
                        r -> r.url(provider.issuer()).clientIDList("sts.amazonaws.com"))
                .openIDConnectProviderArn();
    }

    @AfterAll
    static void stop() {
        keyward.close();
        provider.close();
    }

    /** A role for {@code subject}, who may use {@code key} with it if the session has the tag. */
    private static String role(String subject, Scene.Key key) {
        var name = Scene.newName("web");
        scene.adminIam.createRole(r -> r.roleName(name).assumeRolePolicyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Principal": {"Federated": "%s"},
                  "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
                  "Condition": {"StringEquals": {"%s:sub": "%s"}}}]}""".formatted(
                        arn, provider.issuer().substring("https://".length()), subject)));
        scene.adminIam.putRolePolicy(
                r -> r.roleName(name).policyName("use").policyDocument("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:Encrypt",
                  "Resource": "%s", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "blue"}}}]}
                """.formatted(key.arn())));
        return name;
    }

    private static String tagged(String subject) {
        return provider.token(
                subject,
                ", \"https://aws.amazon.com/tags\": {\"principal_tags\": {\"team\": [\"blue\"]}}");
    }

    private static Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "given", ".txt"), text);
    }

    @Test
    void theSdkEncryptsWithTheCredentialsThatATokenFileGives() throws IOException {
        var key = scene.key();
        var role = role("alice", key);
        try (var sts = keyward.unsignedSts();
                var credentials = StsWebIdentityTokenFileCredentialsProvider.builder()
                        .stsClient(sts)
                        .roleArn(Scene.roleArn(role))
                        .roleSessionName("work")
                        .webIdentityTokenFile(file(tagged("alice")))
                        .build()) {
            var session = credentials.resolveCredentials();
            scene.assertCanEncrypt((AwsSessionCredentials) session, key);
        }
    }

    @Test
    void theSdkReadsWhatTheTokenSaid() {
        var role = role("alice", scene.key());
        try (var sts = keyward.unsignedSts()) {
            var made = sts.assumeRoleWithWebIdentity(r -> r.roleArn(Scene.roleArn(role))
                    .roleSessionName("work")
                    .webIdentityToken(provider.token("alice", "")));
            assertEquals("alice", made.subjectFromWebIdentityToken());
            assertEquals(arn, made.provider());
            assertEquals("sts.amazonaws.com", made.audience());
            assertEquals(
                    "arn:aws:sts::" + RunningKeyward.ACCOUNT + ":assumed-role/" + role + "/work",
                    made.assumedRoleUser().arn());
        }
    }

    @Test
    void othersAreRefusedByCodeAndText() {
        var role = role("alice", scene.key());
        var refused = List.of(
                Map.entry(
                        provider.token("bob", ""),
                        "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
                Map.entry(
                        provider.token("{\"alg\":\"none\"}", "alice", ""),
                        "The ID Token provided is not a valid JWT. (You may see this error if you"
                                + " sent an Access Token)"),
                Map.entry(
                        provider.token("{\"alg\":\"ES256\",\"kid\":\"k2\"}", "alice", ""),
                        "Couldn't retrieve verification key from your identity provider,  please"
                                + " reference AssumeRoleWithWebIdentity documentation for"
                                + " requirements"));
        try (var sts = keyward.unsignedSts()) {
            for (var entry : refused) {
                var error = assertThrows(
                        AwsServiceException.class,
                        () -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(Scene.roleArn(role))
                                .roleSessionName("work")
                                .webIdentityToken(entry.getKey())));
                assertEquals(entry.getValue(), error.awsErrorDetails().errorMessage());
            }
        }
    }

    @Test
    void theCliEncryptsWithTheTokenFileOfItsEnvironment() throws IOException {
        var key = scene.key();
        var role = role("alice", key);
        var arguments = new String[] {
            "kms",
            "encrypt",
            "--key-id",
            key.arn(),
            "--plaintext",
            "fileb://" + file("attack"),
            "--query",
            "CiphertextBlob",
            "--output",
            "text"
        };
        var done =
                cli(role, tagged("alice"), arguments).assertSuccess().output().strip();
        assertEquals(
                "attack",
                scene.adminKms
                        .decrypt(r -> r.ciphertextBlob(
                                SdkBytes.fromByteArray(Base64.getDecoder().decode(done))))
                        .plaintext()
                        .asUtf8String());
        var other = cli(role, tagged("bob"), arguments);
        assertNotEquals(0, other.exitCode());
        assertTrue(
                other.output().contains("Not authorized to perform sts:AssumeRoleWithWebIdentity"),
                other.output());
    }

    /** With a home of its own, since it keeps what it gets for a role there. */
    private static Program.Result cli(String role, String token, String... arguments)
            throws IOException {
        return new AwsCli(keyward, folder)
                .run(
                        Map.of(
                                "AWS_WEB_IDENTITY_TOKEN_FILE", file(token).toString(),
                                "AWS_ROLE_ARN", Scene.roleArn(role),
                                "AWS_ROLE_SESSION_NAME", "shell",
                                "HOME",
                                        Files.createTempDirectory(folder, "home")
                                                .toString(),
                                "AWS_ENDPOINT_URL", keyward.endpoint().toString()),
                        arguments);
    }
}
