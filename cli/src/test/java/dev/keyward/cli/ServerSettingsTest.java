package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.cli.ServerSettings.Given;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerSettingsTest {

    private static final Given NOTHING_GIVEN =
            new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Map<String, String> KEYS = Map.of(
            "AWS_ACCESS_KEY_ID", "AKIAENV",
            "AWS_SECRET_ACCESS_KEY", "secret-env",
            "AWS_REGION", "eu-west-1");

    @TempDir
    Path home;

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, home, InstantSource.fixed(Instant.EPOCH));
    }

    private static Map<String, String> with(Map<String, String> more) {
        var all = new HashMap<>(KEYS);
        all.putAll(more);
        return all;
    }

    private void writeProfiles() throws IOException {
        var folder = Files.createDirectories(home.resolve(".aws"));
        Files.writeString(folder.resolve("credentials"), """
                [default]
                aws_access_key_id = AKIADEFAULT
                aws_secret_access_key = secret-default
                [work]
                aws_access_key_id = AKIAWORK
                aws_secret_access_key = secret-work
                aws_session_token = token-work
                """);
        Files.writeString(folder.resolve("config"), """
                [default]
                region = eu-central-1
                [profile work]
                region = us-west-2
                endpoint_url = https://keyward.example:8443
                ca_bundle = /certificates/ca.pem
                """);
    }

    private static Given profile(String name) {
        return new Given(Optional.empty(), Optional.empty(), Optional.of(name), Optional.empty());
    }

    private static void assertSecret(String expected, ServerSettings settings) {
        assertArrayEquals(
                expected.getBytes(StandardCharsets.UTF_8),
                settings.credentials().secret());
    }

    @Test
    void takesTheEnvironment() throws ServerException {
        var settings = ServerSettings.find(
                NOTHING_GIVEN,
                environment(with(Map.of(
                        "AWS_SESSION_TOKEN", "token",
                        "AWS_ENDPOINT_URL", "http://127.0.0.1:8080"))));
        assertEquals("AKIAENV", settings.credentials().accessKeyId());
        assertSecret("secret-env", settings);
        assertEquals(Optional.of("token"), settings.credentials().sessionToken());
        assertEquals("eu-west-1", settings.region());
        assertEquals(URI.create("http://127.0.0.1:8080"), settings.endpoint());
    }

    @Test
    void asksThisMachineIfNothingSaysOtherwise() throws ServerException {
        var settings = ServerSettings.find(NOTHING_GIVEN, environment(KEYS));
        assertEquals(URI.create("http://localhost:4566"), settings.endpoint());
        assertTrue(settings.certificates().isEmpty());
    }

    @Test
    void prefersTheCommandLine() throws ServerException {
        var settings = ServerSettings.find(
                new Given(
                        Optional.of("http://here:1"),
                        Optional.of("eu-north-1"),
                        Optional.empty(),
                        Optional.of("ca.pem")),
                environment(with(Map.of(
                        "AWS_ENDPOINT_URL", "http://there:2", "AWS_CA_BUNDLE", "other.pem"))));
        assertEquals(URI.create("http://here:1"), settings.endpoint());
        assertEquals("eu-north-1", settings.region());
        assertEquals(Optional.of(Path.of("ca.pem")), settings.certificates());
    }

    @Test
    void takesTheDefaultProfile() throws Exception {
        writeProfiles();
        var settings = ServerSettings.find(NOTHING_GIVEN, environment(Map.of()));
        assertEquals("AKIADEFAULT", settings.credentials().accessKeyId());
        assertEquals("eu-central-1", settings.region());
    }

    @Test
    void takesTheProfileThatTheEnvironmentNames() throws Exception {
        writeProfiles();
        var settings =
                ServerSettings.find(NOTHING_GIVEN, environment(Map.of("AWS_PROFILE", "work")));
        assertEquals("AKIAWORK", settings.credentials().accessKeyId());
        assertSecret("secret-work", settings);
        assertEquals(Optional.of("token-work"), settings.credentials().sessionToken());
        assertEquals("us-west-2", settings.region());
        assertEquals(URI.create("https://keyward.example:8443"), settings.endpoint());
        assertEquals(Optional.of(Path.of("/certificates/ca.pem")), settings.certificates());
    }

    @Test
    void prefersKeysOfTheEnvironmentToAProfileItNames() throws Exception {
        writeProfiles();
        var settings = ServerSettings.find(
                NOTHING_GIVEN, environment(with(Map.of("AWS_PROFILE", "work"))));
        assertEquals("AKIAENV", settings.credentials().accessKeyId());
        assertEquals(Optional.empty(), settings.credentials().sessionToken());
    }

    @Test
    void prefersAGivenProfileToKeysOfTheEnvironment() throws Exception {
        writeProfiles();
        var settings = ServerSettings.find(profile("work"), environment(KEYS));
        assertEquals("AKIAWORK", settings.credentials().accessKeyId());
    }

    @Test
    void readsTheFilesThatTheEnvironmentNames() throws Exception {
        writeProfiles();
        var elsewhere = Files.writeString(home.resolve("elsewhere"), """
                [default]
                aws_access_key_id = AKIAELSEWHERE
                aws_secret_access_key = secret-elsewhere
                """);
        var settings = ServerSettings.find(
                NOTHING_GIVEN,
                environment(Map.of("AWS_SHARED_CREDENTIALS_FILE", elsewhere.toString())));
        assertEquals("AKIAELSEWHERE", settings.credentials().accessKeyId());
    }

    @Test
    void saysWhatIsMissing() {
        assertMissing("no Region: ", Map.of("AWS_ACCESS_KEY_ID", "A"), NOTHING_GIVEN);
        assertMissing("no credentials: ", Map.of("AWS_REGION", "eu-west-1"), NOTHING_GIVEN);
        assertMissing(
                "no credentials: ",
                Map.of("AWS_REGION", "eu-west-1", "AWS_ACCESS_KEY_ID", "A"),
                NOTHING_GIVEN);
        assertMissing("there is no profile `absent`", KEYS, profile("absent"));
    }

    private void assertMissing(String expected, Map<String, String> variables, Given given) {
        var failure = assertThrows(
                ServerException.class, () -> ServerSettings.find(given, environment(variables)));
        assertTrue(String.valueOf(failure.getMessage()).startsWith(expected), failure.toString());
    }

    @Test
    void refusesWhatIsNoEndpoint() {
        for (var endpoint : new String[] {
            "localhost:4566",
            "ftp://here",
            "http://",
            "http://user:pw@here",
            "http://here/path",
            "http://here?x",
            "not a url"
        }) {
            assertMissing(
                    "not an endpoint: ", with(Map.of("AWS_ENDPOINT_URL", endpoint)), NOTHING_GIVEN);
        }
    }

    @Test
    void hidesTheSecret() throws ServerException {
        var text = ServerSettings.find(NOTHING_GIVEN, environment(KEYS)).toString();
        assertFalse(text.contains("secret-env"), text);
    }
}
