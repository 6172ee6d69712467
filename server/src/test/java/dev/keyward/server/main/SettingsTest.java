package dev.keyward.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.AccountId;
import dev.keyward.server.http.Endpoint;
import dev.keyward.server.http.Limits;
import dev.keyward.server.http.TlsFiles;
import dev.keyward.server.http.TrustedPeers;
import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every setting: its default, its names, what it refuses; and the page that lists them. */
final class SettingsTest {

    private static final Map<String, String> NONE = Map.of();

    @TempDir
    private Path folder;

    private static String refusal(Map<String, String> flags, Map<String, String> environment) {
        var refused =
                assertThrows(SettingsException.class, () -> Settings.read(flags, environment));
        return String.valueOf(refused.getMessage());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("keyward.conf"), content);
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hasADefaultForEverythingThatNeedsOne() {
        assertEquals(
                new Settings(
                        new Endpoint(
                                "127.0.0.1",
                                4566,
                                Optional.empty(),
                                new Limits(1000, Duration.ofSeconds(75), Duration.ofSeconds(20))),
                        Path.of("./keyward-data"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        false,
                        Optional.empty(),
                        EndpointSettings.NONE,
                        new Settings.Oidc(Optional.empty(), Optional.empty())),
                Settings.read(NONE, Map.of("PATH", "/bin")));
    }

    @Test
    void takesEverySettingFromTheEnvironment() throws IOException {
        var pem = file("");
        var environment = new HashMap<String, String>();
        environment.put("KEYWARD_BIND", "::1");
        environment.put("KEYWARD_PORT", "0");
        environment.put("KEYWARD_DATA", "/var/lib/keyward");
        environment.put("KEYWARD_ACCOUNT_ID", "000000000042");
        environment.put("KEYWARD_ROOT_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("KEYWARD_ROOT_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG");
        environment.put("KEYWARD_ROOT_KEY_PASSPHRASE", "open sesame");
        environment.put("KEYWARD_REGIONS", "eu-central-1, us-east-1");
        environment.put("KEYWARD_TLS_CERT", pem.toString());
        environment.put("KEYWARD_TLS_KEY", pem.toString());
        environment.put("KEYWARD_ATTESTATION_ROOT", pem.toString());
        environment.put("KEYWARD_OIDC_CA", pem.toString());
        environment.put("KEYWARD_OIDC_KEYS", pem.toString());
        environment.put("KEYWARD_MAX_CONNECTIONS", "5");
        environment.put("KEYWARD_IDLE_TIMEOUT", "1h");
        environment.put("KEYWARD_READ_TIMEOUT", "1500ms");
        environment.put("KEYWARD_REQUEST_QUOTAS", "on");
        environment.put("KEYWARD_ENDPOINT_PORTS", "4600-4699");
        environment.put("KEYWARD_LOAD_BALANCER_PORT", "0");
        environment.put("KEYWARD_LOAD_BALANCERS", "10.0.1.7, 2001:db8::/64");
        assertEquals(Setting.values().length, environment.size());
        assertEquals(
                new Settings(
                        new Endpoint(
                                "::1",
                                0,
                                Optional.of(new TlsFiles(pem, pem)),
                                new Limits(5, Duration.ofHours(1), Duration.ofMillis(1500))),
                        Path.of("/var/lib/keyward"),
                        Optional.of(new AccountId("000000000042")),
                        Optional.of(new Settings.RootCredentials(
                                "AKIAIOSFODNN7EXAMPLE", secret("wJalrXUtnFEMI/K7MDENG"))),
                        Optional.of(secret("open sesame")),
                        Set.of(new Region("eu-central-1"), new Region("us-east-1")),
                        true,
                        Optional.of(pem),
                        new EndpointSettings(
                                Optional.of(new PortRange(4600, 4699)),
                                Optional.of(new EndpointSettings.LoadBalancers(
                                        0,
                                        new TrustedPeers(List.of(
                                                new TrustedPeers.Network("10.0.1.7", 32),
                                                new TrustedPeers.Network("2001:db8::", 64)))))),
                        new Settings.Oidc(Optional.of(pem), Optional.of(pem))),
                Settings.read(NONE, environment));
    }

    @Test
    void prefersFlagsToTheEnvironmentAndThatToTheFile() throws IOException {
        var file = file("""
                # a comment

                port = 1
                bind=::1
                  max-connections =  7
                """);
        var settings = Settings.read(
                Map.of("--config", file.toString(), "--port", "3"),
                Map.of("KEYWARD_PORT", "2", "KEYWARD_BIND", "localhost"));
        assertEquals(3, settings.endpoint().port());
        assertEquals("localhost", settings.endpoint().bind());
        assertEquals(7, settings.endpoint().limits().connections());
        assertEquals(
                1,
                Settings.read(NONE, Map.of("KEYWARD_CONFIG", file.toString()))
                        .endpoint()
                        .port());
    }

    @Test
    void namesTheNearestOfAnUnknownFlag() {
        assertEquals(
                "--prot is not a setting; did you mean --port?",
                refusal(Map.of("--prot", "1"), NONE));
        assertEquals(
                "--prot is not a setting; did you mean --port?",
                GivenSettings.unknownFlag("--prot").getMessage());
    }

    @Test
    void namesTheNearestOfAnUnknownVariable() {
        assertEquals(
                "KEYWARD_ACOUNT_ID is not a setting; did you mean KEYWARD_ACCOUNT_ID?",
                refusal(NONE, Map.of("KEYWARD_ACOUNT_ID", "1")));
    }

    @Test
    void namesTheNearestOfAnUnknownLine() throws IOException {
        var file = file("read-time-out = 1s\n");
        assertEquals(
                file + ": read-time-out is not a setting; did you mean read-timeout?",
                refusal(Map.of("--config", file.toString()), NONE));
    }

    @Test
    void listsTheSettingsWhereNoneIsNear() {
        var refusal = refusal(NONE, Map.of("KEYWARD_XYZ", "1"));
        assertTrue(refusal.contains("the settings are KEYWARD_BIND, KEYWARD_PORT,"), refusal);
    }

    @Test
    void refusesALineThatIsNoSetting() throws IOException {
        var file = file("\nport 1\n");
        assertEquals(
                file + ", line 2 is not of the form name = value",
                refusal(Map.of("--config", file.toString()), NONE));
    }

    @Test
    void refusesALineThatComesTwice() throws IOException {
        var file = file("port = 1\nport = 2\n");
        assertEquals(
                file + ", line 2 gives port a second time",
                refusal(Map.of("--config", file.toString()), NONE));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        var refusal = refusal(Map.of("--config", "/no/such/file"), NONE);
        assertTrue(refusal.startsWith("cannot read the settings file /no/such/file: "), refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BIND|''",
                "BIND|a b",
                "PORT|''",
                "PORT|-1",
                "PORT|65536",
                "PORT|4566x",
                "PORT|99999999999",
                "DATA|''",
                "ACCOUNT_ID|123",
                "ACCOUNT_ID|1234567890123",
                "ACCOUNT_ID|12345678901x",
                "ROOT_ACCESS_KEY_ID|short",
                "ROOT_ACCESS_KEY_ID|ASIAIOSFODNN7EXAMPLE",
                "ROOT_ACCESS_KEY_ID|AKIA-IOSFODNN7EXAMPLE",
                "ROOT_SECRET_ACCESS_KEY|short",
                "ROOT_SECRET_ACCESS_KEY|with a space in it",
                "ROOT_KEY_PASSPHRASE|short",
                "REGIONS|''",
                "REGIONS|eu-central-1,",
                "REGIONS|cn-north-1",
                "TLS_CERT|/no/such/file",
                "TLS_KEY|/",
                "ATTESTATION_ROOT|/nowhere/root.pem",
                "ATTESTATION_ROOT|/",
                "OIDC_CA|/nowhere/ca.pem",
                "OIDC_KEYS|/nowhere/keys.json",
                "MAX_CONNECTIONS|0",
                "MAX_CONNECTIONS|1000001",
                "IDLE_TIMEOUT|0s",
                "IDLE_TIMEOUT|61m",
                "IDLE_TIMEOUT|10",
                "READ_TIMEOUT|999ms",
                "READ_TIMEOUT|ten seconds",
            })
    void refusesABadValueByName(Setting setting, String value) throws IOException {
        var environment = new HashMap<String, String>();
        switch (setting) {
            case ROOT_ACCESS_KEY_ID ->
                environment.put("KEYWARD_ROOT_SECRET_ACCESS_KEY", "0123456789abcdef");
            case ROOT_SECRET_ACCESS_KEY ->
                environment.put("KEYWARD_ROOT_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
            case TLS_CERT -> environment.put("KEYWARD_TLS_KEY", file("").toString());
            case TLS_KEY -> environment.put("KEYWARD_TLS_CERT", file("").toString());
            default -> {}
        }
        environment.put(setting.variable(), value);
        var refusal = refusal(NONE, environment);
        assertTrue(refusal.startsWith(setting.variable() + " "), refusal);
        assertTrue(refusal.endsWith(", but must be " + setting.form()), refusal);
        assertEquals(!setting.isSecret(), refusal.contains("`" + value + "`"), refusal);
    }

    @ParameterizedTest
    @EnumSource(names = {"ROOT_ACCESS_KEY_ID", "ROOT_SECRET_ACCESS_KEY", "TLS_CERT", "TLS_KEY"})
    void refusesHalfOfAPair(Setting setting) throws IOException {
        var value = setting.key().startsWith("tls") ? file("").toString() : "AKIAIOSFODNN7EXAMPLE";
        var refusal = refusal(NONE, Map.of(setting.variable(), value));
        assertTrue(refusal.startsWith(setting.variable() + " is given without "), refusal);
    }

    @Test
    void showsNoSecret() {
        var settings = Settings.read(
                NONE,
                Map.of(
                        "KEYWARD_ROOT_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                        "KEYWARD_ROOT_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG",
                        "KEYWARD_ROOT_KEY_PASSPHRASE", "open sesame"));
        assertFalse(settings.toString().contains("wJalr"), settings.toString());
        assertFalse(settings.toString().contains("sesame"), settings.toString());
    }

    /** The page is written anew where it is not what the settings say, and then this fails. */
    @Test
    void areAllOnTheReferencePage() throws IOException {
        var page = Path.of("").toAbsolutePath().resolveSibling("docs/reference/settings.md");
        var expected = SettingsPage.text();
        var found = Files.exists(page) ? Files.readString(page) : "";
        if (!found.equals(expected)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        assertEquals(expected, found, "docs/reference/settings.md was stale and is written anew");
    }
}
