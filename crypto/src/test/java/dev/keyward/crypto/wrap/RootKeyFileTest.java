package dev.keyward.crypto.wrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.TestingRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RootKeyFileTest {

    private static final Providers PROVIDERS = Providers.best();

    private static final String SECRET = HexFormat.of().formatHex(new TestingRandom().bytes(32));

    private static final Optional<SecretBytes> NONE = Optional.empty();

    private static final Optional<SecretBytes> PASSPHRASE = passphrase("p\u00e4ssword");

    private static final int FIRST_LINE_LENGTH = 28;

    private static final String CLEAR = """
            keyward root key, version 1
            id: 0074d730bb043d40c8de3780461413a6
            protection: none
            key: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            """;

    /** Computed with Python's hashlib, hmac and cryptography. */
    private static final String SEALED = """
            keyward root key, version 1
            id: 0074d730bb043d40c8de3780461413a6
            protection: PBKDF2-HMAC-SHA-512, 600000 iterations, \
            salt 202122232425262728292a2b2c2d2e2f
            key: 01303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f\
            4358a92161a3684f4e8d3a85c212fc277e8f21f54385536ff56666440e2a1ed9\
            f4d2634f8e87c59e3f2fbfca3d8af21c
            """;

    @Test
    void writesTheDocumentedForms() {
        var random = new TestingRandom();
        var root = RootKey.generate(PROVIDERS, random);
        var file = new RootKeyFile(PROVIDERS, random);

        assertEquals(CLEAR, new String(file.encode(root, NONE), UTF_8));
        assertEquals(SEALED, new String(file.encode(root, PASSPHRASE), UTF_8));
    }

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#all")
    void readsTheDocumentedForms(Providers providers) {
        var file = new RootKeyFile(providers, new TestingRandom());

        assertEquals(SECRET, secret(file.decode(CLEAR.getBytes(UTF_8), NONE)));
        assertEquals(SECRET, secret(file.decode(SEALED.getBytes(UTF_8), PASSPHRASE)));
    }

    private static String secret(RootKey root) {
        return root.secret().use(HexFormat.of()::formatHex);
    }

    @Test
    void hidesTheKeyUnderAPassphrase() {
        assertTrue(CLEAR.contains(SECRET));
        assertFalse(SEALED.contains(SECRET));
    }

    @Test
    void refusesAnotherPassphrase() {
        assertEquals(
                "the passphrase is not the one that the root key is sealed under,"
                        + " or the file was changed",
                refusal(SEALED, passphrase("p\u00e4ssw0rd")));
    }

    @Test
    void refusesToGuessWhetherThereIsAPassphrase() {
        assertEquals(
                "the root key is sealed under a passphrase and none was given",
                refusal(SEALED, NONE));
        assertEquals(
                "a passphrase was given but the root key is not sealed under one",
                refusal(CLEAR, PASSPHRASE));
    }

    @Test
    void refusesABadPassphrase() {
        assertEquals("a passphrase has 8 bytes at least", refusal(SEALED, passphrase("7 bytes")));
        var notText = SecretBytes.copyOf(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
        assertEquals("the passphrase is not UTF-8", refusal(SEALED, Optional.of(notText)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keyward root key, version 2\n",
                "-----BEGIN PRIVATE KEY-----\n",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
            })
    void refusesAForeignFile(String text) {
        assertEquals("this is not a root key file of version 1", refusal(text, NONE));
    }

    @Test
    void refusesEveryTruncation() {
        for (var whole : new String[] {CLEAR, SEALED}) {
            for (int length = 0; length < whole.length(); length++) {
                assertEquals(
                        length < FIRST_LINE_LENGTH
                                ? "this is not a root key file of version 1"
                                : "the root key file is truncated or damaged",
                        refusal(whole.substring(0, length), NONE));
            }
        }
    }

    @Test
    void refusesWhateverIsAppended() {
        assertEquals("the root key file is truncated or damaged", refusal(CLEAR + "\n", NONE));
        assertEquals("the root key file is truncated or damaged", refusal(CLEAR + CLEAR, NONE));
        assertEquals(
                "this is not a root key file of version 1",
                refusal(CLEAR + " ".repeat(1_024), NONE));
    }

    @Test
    void refusesAKeyThatItsIdDoesNotName() {
        assertEquals(
                "the root key file is damaged: its key is not 0074d730bb043d40c8de3780461413a6",
                refusal(CLEAR.replace("key: 00", "key: 01"), NONE));
        assertEquals(
                "the root key file is damaged: its key is not 1074d730bb043d40c8de3780461413a6",
                refusal(CLEAR.replace("id: 0", "id: 1"), NONE));
    }

    @Test
    void refusesAChangeToWhatStandsBesideTheSealedKey() {
        var changed = "the passphrase is not the one that the root key is sealed under,"
                + " or the file was changed";

        assertEquals(changed, refusal(SEALED.replace("id: 0", "id: 1"), PASSPHRASE));
        assertEquals(changed, refusal(SEALED.replace("600000", "600001"), PASSPHRASE));
        assertEquals(changed, refusal(SEALED.replace("salt 2", "salt 3"), PASSPHRASE));
        assertEquals(changed, refusal(SEALED.replace("21c\n", "21d\n"), PASSPHRASE));
    }

    @Test
    void refusesTooFewAndTooManyIterations() {
        assertEquals(
                "the root key file asks for 599999 iterations, outside 600000 to 10000000",
                refusal(SEALED.replace("600000", "599999"), PASSPHRASE));
        assertEquals(
                "the root key file asks for 10000001 iterations, outside 600000 to 10000000",
                refusal(SEALED.replace("600000", "10000001"), PASSPHRASE));
    }

    @Test
    void neverShowsTheSecretInARefusal() {
        for (var text : new String[] {CLEAR.replace("key: 00", "key: 01"), CLEAR + "x"}) {
            assertFalse(refusal(text, NONE).contains(SECRET.substring(2, 20)));
        }
    }

    private static String refusal(String text, Optional<SecretBytes> passphrase) {
        var file = new RootKeyFile(PROVIDERS, new TestingRandom());
        var bytes = text.getBytes(UTF_8);
        var refusal = assertThrows(RootKeyException.class, () -> file.decode(bytes, passphrase));
        return String.valueOf(refusal.getMessage());
    }

    private static Optional<SecretBytes> passphrase(String text) {
        return Optional.of(SecretBytes.taking(text.getBytes(UTF_8)));
    }
}
