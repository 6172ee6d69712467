package dev.keyward.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.federation.TestingIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OidcFilesTest {

    @TempDir
    private Path folder;

    private Optional<Path> file(String content) throws IOException {
        return Optional.of(Files.writeString(folder.resolve("file"), content));
    }

    private static String refusal(Settings.Oidc files) {
        var refused = assertThrows(SettingsException.class, () -> OidcFiles.read(files));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void needsNoFile() throws IOException {
        assertNotNull(OidcFiles.read(new Settings.Oidc(Optional.empty(), Optional.empty())));
    }

    @Test
    void takesKeySetsByIssuer() throws IOException {
        var keys = new TestingIssuer("issuer.example.org").keySet();
        assertNotNull(OidcFiles.read(new Settings.Oidc(
                Optional.empty(), file("{\"https://issuer.example.org\": " + keys + "}"))));
    }

    @Test
    void refusesKeysThatAreNone() throws IOException {
        var path = folder.resolve("file");
        for (var bad : Map.of(
                        "[]", "is no JSON object",
                        "{\"http://issuer.example.org\": {\"keys\": []}}",
                                "names `http://issuer.example.org`, which is no URL of HTTPS",
                        "{\"https://issuer.example.org\": []}",
                                "has no key set for https://issuer.example.org",
                        "{\"https://issuer.example.org\": {\"keys\": []}}",
                                "a key set of 0 keys that are known")
                .entrySet()) {
            var message = refusal(new Settings.Oidc(Optional.empty(), file(bad.getKey())));
            assertTrue(
                    message.startsWith("the file " + path + " of oidc-keys " + bad.getValue()),
                    message);
        }
    }

    @Test
    void refusesAuthoritiesThatAreNone() throws IOException {
        var path = folder.resolve("file");
        assertEquals(
                "the file " + path + " of oidc-ca has no certificate",
                refusal(new Settings.Oidc(file(""), Optional.empty())));
        assertEquals(
                "the file " + path + " of oidc-ca has what is no certificate",
                refusal(new Settings.Oidc(
                        file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
                        Optional.empty())));
    }
}
