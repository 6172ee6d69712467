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
import java.util.ArrayList;
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
    private static RunningAgent agent;
    private static String base;
    private static List<String> whose;

    /** An agent, and what it wrote. */
    private record RunningAgent(Process process, String base, Path log) {

        void end() {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

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
        whose = List.of("--trust-anchor-arn", anchor, "--profile-arn", profile);
        agent = startAgent("agent.log", "--role-arn", "arn:aws:iam::123456789012:role/web");
        base = agent.base();
    }

    @AfterAll
    static void end() {
        agent.end();
        keyward.close();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void openssl(String... words) {
        var command = new ArrayList<>(List.of("openssl"));
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

    /** Starts an agent for the role that {@code role} says. */
    private static RunningAgent startAgent(String logName, String... role) throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var log = folder.resolve(logName);
        var words = new ArrayList<>(RunningKeyward.COMMAND);
        words.add("agent");
        words.addAll(whose);
        words.addAll(List.of(role));
        words.addAll(List.of(
                "--certificate",
                file("host.pem"),
                "--private-key",
                file("host.key"),
                "--container-token-file",
                file("token"),
                "--listen",
                "127.0.0.1:" + port,
                "--endpoint-url",
                keyward.endpoint().toString()));
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var started = new RunningAgent(process, "http://127.0.0.1:" + port, log);
        var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            if (Files.readString(log).contains("AWS_EC2_METADATA")) {
                return started;
            }
            Thread.sleep(100);
        }
        started.end();
        throw new IllegalStateException(Files.readString(log));
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
        assertTheSdkFindsTheRoleAt(base);
    }

    private static void assertTheSdkFindsTheRoleAt(String address) {
        System.setProperty(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.property(), address);
        try (var provider = DefaultCredentialsProvider.builder().build()) {
            assertFindsTheRole(provider);
        } finally {
            System.clearProperty(SdkSystemSetting.AWS_EC2_METADATA_SERVICE_ENDPOINT.property());
        }
    }

    @Test
    void theSdkFindsTheRoleOfAnInstanceProfile() throws Exception {
        String id;
        try (var iam = keyward.iam(RunningKeyward.ROOT)) {
            id = iam.createInstanceProfile(r -> r.instanceProfileName("hosts"))
                    .instanceProfile()
                    .instanceProfileId();
            iam.addRoleToInstanceProfile(r -> r.instanceProfileName("hosts").roleName("web"));
        }
        var second = startAgent("second.log", "--instance-profile", "hosts");
        try {
            assertTheSdkFindsTheRoleAt(second.base());
            var info = metadata(second, "/latest/meta-data/iam/info");
            assertTrue(
                    info.contains("\"InstanceProfileArn\":"
                            + "\"arn:aws:iam::123456789012:instance-profile/hosts\""),
                    info);
            assertTrue(info.contains("\"InstanceProfileId\":\"" + id + '"'), info);
            assertEquals("web", metadata(second, "/latest/meta-data/iam/security-credentials/"));
        } finally {
            second.end();
        }
    }

    @Test
    void anEmptyInstanceProfileGivesNoCredentials() throws Exception {
        try (var iam = keyward.iam(RunningKeyward.ROOT)) {
            iam.createInstanceProfile(r -> r.instanceProfileName("empty"));
        }
        var second = startAgent("empty.log", "--instance-profile", "empty");
        try {
            var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (!Files.readString(second.log()).contains("no new credentials")
                    && System.nanoTime() < end) {
                Thread.sleep(100);
            }
            var log = Files.readString(second.log());
            assertTrue(
                    log.contains("the instance profile"
                            + " arn:aws:iam::123456789012:instance-profile/empty holds no role"),
                    log);
        } finally {
            second.end();
        }
    }

    private static String metadata(RunningAgent from, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var put = HttpRequest.newBuilder(URI.create(from.base() + "/latest/api/token"))
                    .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                    .PUT(BodyPublishers.noBody())
                    .build();
            var token = client.send(put, BodyHandlers.ofString()).body();
            var get = HttpRequest.newBuilder(URI.create(from.base() + path))
                    .header("X-aws-ec2-metadata-token", token)
                    .build();
            var answer = client.send(get, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return answer.body();
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
        var log = Files.readString(agent.log());
        assertTrue(!log.contains("ASIA") && !log.contains(TOKEN), log);
    }
}
