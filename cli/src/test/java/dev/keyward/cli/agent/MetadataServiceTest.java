package dev.keyward.cli.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.cli.agent.Exchange.Answer;
import dev.keyward.cli.agent.Exchange.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetadataServiceTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::123456789012:role/team/web";
    private static final String LIFE = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String CREDENTIALS = "/latest/meta-data/iam/security-credentials/";

    private Instant now = START;
    private boolean isServerUp = true;
    private HostRole role = new HostRole(ROLE, Optional.empty());
    private final HostFacts facts =
            HostFacts.of("CN=web", "CN=root", "eu-central-1", "123456789012");
    private final KeptCredentials kept = new KeptCredentials(this::fresh, () -> now);
    private final MetadataService service =
            new MetadataService(facts, kept, new MetadataTokens(new SecureRandom()), () -> now);

    private HostCredentials fresh() throws IOException {
        if (!isServerUp) {
            throw new IOException("the server is away");
        }
        return new HostCredentials(
                "ASIA" + now.getEpochSecond(),
                "secret",
                "token",
                now,
                now.plus(Duration.ofHours(1)),
                role);
    }

    private Answer ask(String method, String path, Map<String, String> headers) {
        return service.answer(new Asked(method, path, headers));
    }

    private String token(int seconds) {
        var answer = ask("PUT", "/latest/api/token", Map.of(LIFE, String.valueOf(seconds)));
        assertEquals(200, answer.status());
        assertEquals(String.valueOf(seconds), answer.headers().get(LIFE));
        return answer.body();
    }

    private Answer get(String path) {
        return ask("GET", path, Map.of("x-aws-ec2-metadata-token", token(60)));
    }

    @Test
    void givesCredentialsToWhoeverHasAToken() {
        assertEquals("web", get(CREDENTIALS).body());
        assertEquals(
                "web", get(CREDENTIALS.substring(0, CREDENTIALS.length() - 1)).body());
        var answer = get(CREDENTIALS + "web");
        assertEquals(
                "{\"Code\":\"Success\",\"LastUpdated\":\"2026-11-24T12:00:00Z\",\"Type\":\"AWS-HMAC\","
                        + "\"AccessKeyId\":\"ASIA1795521600\",\"SecretAccessKey\":\"secret\","
                        + "\"Token\":\"token\",\"Expiration\":\"2026-11-24T13:00:00Z\"}",
                answer.body());
        assertEquals("Answer[200]", answer.toString());
    }

    @Test
    void refusesWhoeverHasNoToken() {
        for (var path : List.of(CREDENTIALS, CREDENTIALS + "web", "/latest/meta-data/", "/")) {
            assertEquals(401, ask("GET", path, Map.of()).status(), path);
            assertEquals(
                    401,
                    ask("GET", path, Map.of("X-aws-ec2-metadata-token", "guessed"))
                            .status());
        }
    }

    @Test
    void refusesATokenWhoseTimeIsOver() {
        var token = Map.of("X-aws-ec2-metadata-token", token(21_600));
        now = START.plusSeconds(21_599);
        assertEquals(200, ask("GET", CREDENTIALS + "web", token).status());
        now = START.plusSeconds(21_600);
        assertEquals(401, ask("GET", CREDENTIALS + "web", token).status());
    }

    @Test
    void givesNoTokenToWhatCameThroughAProxy() {
        var headers = Map.of(LIFE, "60", "x-forwarded-for", "10.0.0.1");
        assertEquals(403, ask("PUT", "/latest/api/token", headers).status());
    }

    @Test
    void givesNoTokenForALifeThatIsNone() {
        for (var life : List.of("0", "21601", "-1", "1e3", "", "999999999999")) {
            assertEquals(
                    400, ask("PUT", "/latest/api/token", Map.of(LIFE, life)).status(), life);
        }
        assertEquals(400, ask("PUT", "/latest/api/token", Map.of()).status());
    }

    @Test
    void givesEachTokenOnce() {
        var tokens = new HashSet<String>();
        for (var index = 0; index < 100; index++) {
            assertTrue(tokens.add(token(60)));
        }
    }

    @Test
    void refusesOtherMethodsAndPaths() {
        assertEquals(405, ask("GET", "/latest/api/token", Map.of(LIFE, "60")).status());
        assertEquals(405, ask("POST", CREDENTIALS + "web", Map.of()).status());
        for (var path : List.of(
                CREDENTIALS + "other", "/latest/user-data", "/latest/meta-data/../secret", "/x")) {
            assertEquals(404, get(path).status(), path);
        }
    }

    @Test
    void tellsOfTheHost() {
        assertTrue(get("/latest/meta-data/instance-id").body().matches("i-[0-9a-f]{17}"));
        assertEquals("eu-central-1", get("/latest/meta-data/placement/region").body());
        assertEquals(
                "eu-central-1a",
                get("/latest/meta-data/placement/availability-zone").body());
        assertTrue(get("/latest/meta-data/iam/info")
                .body()
                .contains("\"arn:aws:iam::123456789012:instance-profile/web\""));
        assertEquals(
                "{\"accountId\":\"123456789012\",\"availabilityZone\":\"eu-central-1a\",\"instanceId\":\""
                        + facts.instanceId()
                        + "\",\"region\":\"eu-central-1\",\"version\":\"2017-09-30\"}",
                get("/latest/dynamic/instance-identity/document").body());
        assertEquals("iam/\ninstance-id\nplacement/", get("/latest/meta-data/").body());
    }

    @Test
    void tellsOfTheInstanceProfileThatGaveTheRole() throws IOException {
        var profile = "arn:aws:iam::123456789012:instance-profile/eu/hosts";
        role = new HostRole(ROLE, Optional.of(new HostRole.InstanceProfile(profile, "AIPA1")));
        assertEquals(
                "{\"Code\":\"Success\",\"LastUpdated\":\"2026-11-24T12:00:00Z\",\"InstanceProfileArn\":\""
                        + profile + "\",\"InstanceProfileId\":\"AIPA1\"}",
                get("/latest/meta-data/iam/info").body());
        assertEquals("web", get(CREDENTIALS).body());
        role = new HostRole("arn:aws:iam::123456789012:role/shop", role.profile());
        now = START.plus(Duration.ofMinutes(50));
        kept.renewIfDue();
        assertEquals("shop", get(CREDENTIALS).body());
        assertEquals(404, get(CREDENTIALS + "web").status());
        assertEquals(200, get(CREDENTIALS + "shop").status());
    }

    @Test
    void tellsOfNoRoleBeforeTheServerGaveOne() {
        isServerUp = false;
        for (var path : List.of(CREDENTIALS, CREDENTIALS + "web", "/latest/meta-data/iam/info")) {
            assertEquals(503, get(path).status(), path);
        }
    }

    @Test
    void renewsCredentialsAheadOfTheirEnd() throws IOException {
        var first = kept.current();
        now = START.plus(Duration.ofMinutes(49));
        kept.renewIfDue();
        assertEquals(first, kept.current());
        now = START.plus(Duration.ofMinutes(50));
        kept.renewIfDue();
        assertEquals(now, kept.current().issued());
    }

    @Test
    void givesGoodCredentialsWhileTheServerIsAway() throws IOException {
        var first = kept.current();
        isServerUp = false;
        now = START.plus(Duration.ofMinutes(55));
        assertEquals("the server is away", failure());
        assertEquals(first, kept.current());
        now = START.plus(Duration.ofMinutes(60));
        assertEquals(503, get(CREDENTIALS + "web").status());
        isServerUp = true;
        now = now.plus(Duration.ofMinutes(1));
        assertEquals(200, get(CREDENTIALS + "web").status());
    }

    private String failure() {
        try {
            kept.renewIfDue();
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void leavesTheServerAloneForAWhileAfterAFailure() {
        isServerUp = false;
        assertEquals("the server is away", failure());
        assertEquals("", failure()); // was not tried
        now = now.plusSeconds(1);
        assertEquals("the server is away", failure());
        now = now.plusSeconds(1);
        assertEquals("", failure());
    }

    @Test
    void givesContainersCredentialsForTheTokenOfTheFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("token"), "right\n");
        var endpoint = new ContainerEndpoint(Optional.of(file), kept);
        var path = ContainerEndpoint.PATH;
        var answer = endpoint.answer(new Asked("GET", path, Map.of("authorization", "right")));
        assertEquals(
                "{\"RoleArn\":\"" + ROLE + "\",\"AccessKeyId\":\"ASIA1795521600\","
                        + "\"SecretAccessKey\":\"secret\",\"Token\":\"token\","
                        + "\"Expiration\":\"2026-11-24T13:00:00Z\"}",
                answer.body());
        assertEquals(401, endpoint.answer(new Asked("GET", path, Map.of())).status());
        for (var wrong : List.of("", "wrong", "right2")) {
            assertEquals(
                    401,
                    endpoint.answer(new Asked("GET", path, Map.of("Authorization", wrong)))
                            .status());
        }
        Files.writeString(file, "");
        assertEquals(
                401,
                endpoint.answer(new Asked("GET", path, Map.of("Authorization", "")))
                        .status());
        var off = new ContainerEndpoint(Optional.empty(), kept);
        assertEquals(404, off.answer(new Asked("GET", path, Map.of())).status());
    }

    @Test
    void answersNobodyBeyondTheHostAtAHopLimitOfOne() throws IOException {
        var far = java.net.InetAddress.getByName("198.51.100.7");
        assertFalse(AgentServer.isNear(far, 1));
        assertTrue(AgentServer.isNear(far, 2));
        assertTrue(AgentServer.isNear(java.net.InetAddress.getLoopbackAddress(), 1));
    }
}
