package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** {@code keyward agent} beside a server, and unchanged clients that look for credentials where they always do. */
final class AgentTest {

    private static final String ANYTHING_OF_KMS = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
              "Resource": "*"}}""";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
              "Principal": {"Service": "rolesanywhere.amazonaws.com"},
              "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
              "Condition": {"StringEquals": {"aws:PrincipalTag/x509Subject/CN": "web.example.com"}}}}""";
    private static final String TOKEN = "a token of the container's own";

    @TempDir
    static Path folder;

    private static RunningKeyward keyward;
    private static Process agent;
    private static String base;

    @BeforeAll
    static void begin() throws Exception {
        keyward = RunningKeyward.start();
        makeCertificates();
        try (var iam = keyward.iam(RunningKeyward.ROOT)) {
            iam.createRole(r -> r.roleName("web").assumeRolePolicyDocument(TRUST));
            iam.putRolePolicy(
                    r -> r.roleName("web").policyName("kms").policyDocument(ANYTHING_OF_KMS));
        }
        var anchor = printed(
                "TrustAnchorArn",
                "trust-anchor",
                "create",
                "--name",
                "hosts",
                "--certificates",
                file("ca.pem"));
        var profile = printed(
                "HostProfileArn",
                "host-profile",
                "create",
                "--name",
                "web",
                "--role-arns",
                "arn:aws:iam::123456789012:role/web");
        Files.writeString(folder.resolve("token"), TOKEN);
        startAgent(anchor, profile);
    }

    @AfterAll
    static void end() {
        agent.descendants().forEach(ProcessHandle::destroy);
        agent.destroy();
        keyward.close();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void openssl(String... words) {
        var command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Program.run(folder, Map.of(), command).assertSuccess();
    }

    private static void makeCertificates() throws IOException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-days",
                "30",
                "-subj",
                "/CN=hosts of example.com",
                "-addext",
                "basicConstraints=critical,CA:TRUE",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        openssl(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "host.key",
                "-out",
                "host.csr",
                "-subj",
                "/CN=web.example.com");
        Files.writeString(folder.resolve("host.ext"), """
                basicConstraints=critical,CA:FALSE
                keyUsage=critical,digitalSignature
                extendedKeyUsage=clientAuth
                """);
        openssl(
                "x509",
                "-req",
                "-in",
                "host.csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "7",
                "-extfile",
                "host.ext",
                "-out",
                "host.pem");
        Files.setPosixFilePermissions(
                folder.resolve("host.key"), PosixFilePermissions.fromString("rw-------"));
    }

    private static String printed(String member, String... words) {
        var output = keyward.command(RunningKeyward.ROOT, words).assertSuccess().output();
        var found = Pattern.compile('"' + member + "\":\"([^\"]*)\"").matcher(output);
        assertTrue(found.find(), output);
        return found.group(1);
    }

    private static void startAgent(String anchor, String profile) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        base = "http://127.0.0.1:" + port;
        agent = new ProcessBuilder(
                        Path.of("")
                                .toAbsolutePath()
                                .getParent()
                                .resolve("keyward")
                                .toString(),
                        "agent",
                        "--trust-anchor-arn",
                        anchor,
                        "--profile-arn",
                        profile,
                        "--role-arn",
                        "arn:aws:iam::123456789012:role/web",
                        "--certificate",
                        file("host.pem"),
                        "--private-key",
                        file("host.key"),
                        "--container-token-file",
                        file("token"),
                        "--listen",
                        "127.0.0.1:" + port,
                        "--endpoint-url",
                        keyward.endpoint().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("agent.log").toFile())
                .start();
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            if (Files.readString(folder.resolve("agent.log")).contains("AWS_EC2_METADATA")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(Files.readString(folder.resolve("agent.log")));
    }

    /** Calls KMS and STS as whoever {@code provider} finds. */
    private static void assertFindsTheRole(AwsCredentialsProvider provider) {
        try (var sts = StsClient.builder()
                        .endpointOverride(keyward.endpoint())
                        .region(RunningKeyward.REGION)
                        .credentialsProvider(provider)
                        .build();
                var kms = KmsClient.builder()
                        .endpointOverride(keyward.endpoint())
                        .region(RunningKeyward.REGION)
                        .credentialsProvider(provider)
                        .build()) {
            assertTrue(sts.getCallerIdentity()
                    .arn()
                    .startsWith("arn:aws:sts::123456789012:assumed-role/web/"));
            var key = kms.createKey().keyMetadata().keyId();
            assertEquals(
                    32,
                    kms.generateDataKey(r -> r.keyId(key).keySpec("AES_256"))
                            .plaintext()
                            .asByteArray()
                            .length);
        }
    }

    @Test
    void theSdksDefaultChainFindsItByImds() {
        System.setProperty(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.property(), base);
        try (var provider = DefaultCredentialsProvider.builder().build()) {
            assertFindsTheRole(provider);
        } finally {
            System.clearProperty(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.property());
        }
    }

    @Test
    void theSdkFindsItByTheContainerEndpoint() {
        System.setProperty(
                SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property(),
                base + "/v1/credentials");
        System.setProperty(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property(), TOKEN);
        try (var provider = ContainerCredentialsProvider.builder().build()) {
            assertFindsTheRole(provider);
        } finally {
            System.clearProperty(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property());
            System.clearProperty(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property());
        }
    }

    @Test
    void theAwsCliFindsItByBoth() {
        for (var environment : List.of(
                Map.of(
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                        base,
                        "AWS_EC2_METADATA_DISABLED",
                        "false"),
                Map.of(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        base + "/v1/credentials",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                        TOKEN))) {
            var cli = new AwsCli(keyward, folder);
            var output = cli.run(environment, "sts", "get-caller-identity", "--query", "Arn")
                    .assertSuccess()
                    .output();
            assertTrue(output.startsWith("arn:aws:sts::123456789012:assumed-role/web/"), output);
        }
    }

    @Test
    void answersAsAwssMetadataServiceDoes() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var role = URI.create(base + "/latest/meta-data/iam/security-credentials/web");
            var without =
                    client.send(HttpRequest.newBuilder(role).build(), BodyHandlers.ofString());
            assertEquals(401, without.statusCode());
            assertEquals("EC2ws", without.headers().firstValue("server").orElse(""));
            var put = HttpRequest.newBuilder(URI.create(base + "/latest/api/token"))
                    .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                    .PUT(BodyPublishers.noBody());
            var token = client.send(put.build(), BodyHandlers.ofString()).body();
            var with = client.send(
                    HttpRequest.newBuilder(role)
                            .header("X-aws-ec2-metadata-token", token)
                            .build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertEquals(200, with.statusCode());
            assertTrue(with.body().contains("\"Code\":\"Success\""));
            var forwarded = put.copy().header("X-Forwarded-For", "10.0.0.1").build();
            assertEquals(403, client.send(forwarded, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void neverWritesACredential() throws IOException {
        var log = Files.readString(folder.resolve("agent.log"));
        assertTrue(!log.contains("ASIA") && !log.contains(TOKEN), log);
    }
}
