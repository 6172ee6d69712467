package dev.keyward.server.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.AccessKeySecrets;
import dev.keyward.server.model.Account;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreException;
import dev.keyward.server.store.sql.CacheSizes;
import dev.keyward.server.store.sql.EmbeddedEngine;
import dev.keyward.server.store.sql.SqlStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstStartTest {

    private static final String ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Map<String, String> GIVEN =
            Map.of("KEYWARD_ROOT_ACCESS_KEY_ID", ID, "KEYWARD_ROOT_SECRET_ACCESS_KEY", SECRET);

    @TempDir
    private Path parent;

    private final Providers providers = Providers.best();
    private final SystemRandom random = new SystemRandom(providers);

    private Path data() {
        return parent.resolve("a directory with spaces");
    }

    private record Started(RootKey rootKey, FirstStart.Ready ready) {}

    private Started start(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("KEYWARD_DATA", data().toString());
        var settings = Settings.read(Map.of(), all);
        try (var store = open()) {
            var firstStart = new FirstStart(
                    settings,
                    providers,
                    random,
                    InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
            var rootKey = firstStart.rootKey(store);
            return new Started(rootKey, firstStart.account(store, new AccessKeySecrets(rootKey)));
        }
    }

    private Store open() {
        return SqlStore.open(EmbeddedEngine.inDirectory(data()), CacheSizes.STANDARD);
    }

    private String refusal(Map<String, String> environment) {
        var refused = assertThrows(SettingsException.class, () -> start(environment));
        return String.valueOf(refused.getMessage());
    }

    private static String text(SecretBytes secret) {
        return secret.use(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(name.isEmpty() ? data() : data().resolve(name)));
    }

    @Test
    void makesEverythingForItsOwnerOnly() throws IOException {
        var ready = start(Map.of()).ready();
        assertEquals("123456789012", ready.account().value());
        assertTrue(ready.rootAccessKeyId().matches("AKIA[A-Z2-7]{16}"), ready.rootAccessKeyId());
        assertEquals("rwx------", permissions(""));
        assertEquals("rw-------", permissions("root-key"));
        assertEquals("rw-------", permissions("root-credentials"));
    }

    @Test
    void writesCredentialsThatTheAwsCliReads() throws IOException {
        var ready = start(Map.of()).ready();
        var written = Files.readString(data().resolve("root-credentials"));
        assertTrue(
                written.endsWith("[default]\naws_access_key_id = " + ready.rootAccessKeyId()
                        + "\naws_secret_access_key = " + text(ready.made().orElseThrow()) + "\n"),
                written);
    }

    @Test
    void findsEverythingAgainAndShowsTheSecretOnce() {
        var first = start(Map.of());
        var second = start(Map.of());
        assertEquals(first.rootKey().id(), second.rootKey().id());
        assertEquals(first.ready().account(), second.ready().account());
        assertEquals(first.ready().rootAccessKeyId(), second.ready().rootAccessKeyId());
        assertTrue(second.ready().made().isEmpty());
    }

    @Test
    void takesGivenCredentialsAndAccount() {
        var environment = new HashMap<>(GIVEN);
        environment.put("KEYWARD_ACCOUNT_ID", "000000000042");
        var first = start(environment).ready();
        assertEquals("000000000042", first.account().value());
        assertEquals(ID, first.rootAccessKeyId());
        assertTrue(first.made().isEmpty());
        assertEquals(first, start(environment).ready());
        assertEquals(first, start(Map.of()).ready(), "a later start needs none of them");
    }

    @Test
    void keepsItsAccountWhereAnotherOneOfASmallerNumberWasMade() {
        var first = start(GIVEN).ready();
        var later =
                new Account(new AccountId("000000000001"), Instant.parse("2026-01-02T03:04:06Z"));
        try (var store = open()) {
            store.write(transaction -> {
                transaction.accounts().insert(later);
                return later;
            });
        }
        assertEquals(first, start(GIVEN).ready());
    }

    @Test
    void refusesAnotherAccount() {
        start(Map.of());
        assertTrue(refusal(Map.of("KEYWARD_ACCOUNT_ID", "000000000042"))
                .contains(" holds account 123456789012, not 000000000042; "));
    }

    @Test
    void refusesOtherRootCredentials() {
        start(Map.of());
        assertTrue(refusal(GIVEN).startsWith("root-access-key-id is `" + ID + "`, which is no "));
    }

    @Test
    void refusesAnotherSecretWithoutShowingEither() {
        start(GIVEN);
        var environment = new HashMap<>(GIVEN);
        environment.put("KEYWARD_ROOT_SECRET_ACCESS_KEY", "another-secret-of-some-length");
        var refusal = refusal(environment);
        assertTrue(refusal.startsWith("root-secret-access-key is not the secret"), refusal);
        assertFalse(refusal.contains(SECRET) || refusal.contains("another-secret"), refusal);
    }

    @Test
    void sealsTheRootKeyUnderThePassphrase() {
        var passphrase = Map.of("KEYWARD_ROOT_KEY_PASSPHRASE", "correct horse battery");
        var first = start(passphrase);
        assertEquals(first.rootKey().id(), start(passphrase).rootKey().id());
        assertTrue(refusal(Map.of()).contains("none was given"));
        assertTrue(refusal(Map.of("KEYWARD_ROOT_KEY_PASSPHRASE", "another one"))
                .contains("the passphrase is not the one"));
    }

    @Test
    void refusesAPassphraseForAKeyThatHasNone() {
        start(Map.of());
        assertTrue(refusal(Map.of("KEYWARD_ROOT_KEY_PASSPHRASE", "correct horse battery"))
                .contains("not sealed"));
    }

    @Test
    void neverMakesASecondRootKey() throws IOException {
        start(Map.of());
        Files.delete(data().resolve("root-key"));
        assertTrue(refusal(Map.of()).contains("root-key is missing"));
        assertFalse(Files.exists(data().resolve("root-key")));
    }

    @Test
    void beginsAgainWhereAStartWasCutOff() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("root-credentials"), "left over");
        Files.writeString(data().resolve("root-key.next"), "left over");
        var ready = start(Map.of()).ready();
        assertTrue(Files.readString(data().resolve("root-credentials"))
                .contains(ready.rootAccessKeyId()));
    }

    @Test
    void keepsTheDirectoryToOneServer() {
        try (var _ = open()) {
            assertThrows(StoreException.class, () -> start(Map.of()));
        }
    }
}
