package dev.keyward.crypto.wrap;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.spec.PBEKeySpec;

/**
 * The form in which a root key is kept: four lines of text. In the clear, the file is the secret
 * and its mode (0600) the protection; under a passphrase, who has the file and not the passphrase
 * has only guesses, each of which costs as much as {@link #ITERATIONS} rounds.
 *
 * <p>The form stands in docs/reference/root-key-file.md. Nothing here reads or writes a file.
 */
public final class RootKeyFile {

    /**
     * PBKDF2-HMAC-SHA-512: some tenths of a second at each start, nearly three times the 220,000
     * that OWASP's Password Storage Cheat Sheet asks of this hash. The JDK has no memory-hard
     * function, which would be the better choice.
     */
    static final int ITERATIONS = 600_000;

    /** A file that asks for more is broken or meant to keep the server busy. */
    private static final int MAX_ITERATIONS = 10_000_000;

    /** In bytes. Source: NIST SP 800-63B, section 5.1.1.1: eight characters at least. */
    private static final int MIN_PASSPHRASE_LENGTH = 8;

    private static final int SALT_LENGTH = 16;

    /** More than any form has. */
    private static final int MAX_LENGTH = 1_024;

    private static final String FIRST_LINE = "keyward root key, version 1\n";

    private static final Pattern CLEAR = Pattern.compile("""
            keyward root key, version 1
            id: ([0-9a-f]{32})
            protection: none
            key: ([0-9a-f]{64})
            """);

    private static final Pattern SEALED =
            Pattern.compile("""
            (keyward root key, version 1
            id: ([0-9a-f]{32})
            protection: PBKDF2-HMAC-SHA-512, ([1-9][0-9]{0,7}) iterations, salt ([0-9a-f]{32})
            )key: ([0-9a-f]{%d})
            """.formatted(2 * (Sealer.OVERHEAD + RootKey.LENGTH)));

    private static final HexFormat HEX = HexFormat.of();

    private final Providers providers;

    private final RandomSource random;

    public RootKeyFile(Providers providers, RandomSource random) {
        this.providers = providers;
        this.random = random;
    }

    /**
     * The bytes to keep, with mode 0600.
     *
     * @param passphrase what to seal the key under, in UTF-8; without one it stands in the clear
     * @throws RootKeyException if the passphrase is shorter than 8 bytes or not UTF-8
     */
    public byte[] encode(RootKey root, Optional<SecretBytes> passphrase) {
        return passphrase.isPresent() ? sealed(root, passphrase.get()) : clear(root);
    }

    private static byte[] clear(RootKey root) {
        return ascii(FIRST_LINE
                + "id: " + root.id() + "\n"
                + "protection: none\n"
                + "key: " + root.secret().use(HEX::formatHex) + "\n");
    }

    private byte[] sealed(RootKey root, SecretBytes passphrase) {
        var salt = random.bytes(SALT_LENGTH);
        var head = FIRST_LINE
                + "id: " + root.id() + "\n"
                + "protection: PBKDF2-HMAC-SHA-512, " + ITERATIONS + " iterations, salt "
                + HEX.formatHex(salt) + "\n";
        var sealer = sealer(passphrase, salt, ITERATIONS);
        var sealed = root.secret().use(bytes -> sealer.seal(bytes, ascii(head)));
        return ascii(head + "key: " + HEX.formatHex(sealed) + "\n");
    }

    /**
     * The root key in {@code file}.
     *
     * @throws RootKeyException if it is no such file, is damaged, or is sealed and the
     *     passphrase is absent or another; or if it is not sealed although there is a passphrase,
     *     so that nobody believes a key protected that is not
     */
    public RootKey decode(byte[] file, Optional<SecretBytes> passphrase) {
        // Every byte a character, so that what is not ASCII cannot pass for something else.
        var text = new String(file, StandardCharsets.ISO_8859_1);
        if (file.length > MAX_LENGTH || !text.startsWith(FIRST_LINE)) {
            throw new RootKeyException("this is not a root key file of version 1");
        }
        var clear = CLEAR.matcher(text);
        if (clear.matches()) {
            if (passphrase.isPresent()) {
                throw new RootKeyException(
                        "a passphrase was given but the root key is not sealed under one");
            }
            return checked(HEX.parseHex(clear.group(2)), clear.group(1));
        }
        var sealed = SEALED.matcher(text);
        if (!sealed.matches()) {
            throw new RootKeyException("the root key file is truncated or damaged");
        }
        return opened(
                sealed,
                passphrase.orElseThrow(() -> new RootKeyException(
                        "the root key is sealed under a passphrase and none was given")));
    }

    private RootKey opened(Matcher file, SecretBytes passphrase) {
        int iterations = Integer.parseInt(file.group(3));
        if (iterations < ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new RootKeyException("the root key file asks for " + iterations
                    + " iterations, outside " + ITERATIONS + " to " + MAX_ITERATIONS);
        }
        var sealer = sealer(passphrase, HEX.parseHex(file.group(4)), iterations);
        var secret = sealer.open(HEX.parseHex(file.group(5)), ascii(file.group(1)))
                .orElseThrow(() -> new RootKeyException(
                        "the passphrase is not the one that the root key is sealed under,"
                                + " or the file was changed"));
        return checked(secret.use(byte[]::clone), file.group(2));
    }

    private RootKey checked(byte[] secret, String id) {
        var root = new RootKey(SecretBytes.taking(secret), providers, random);
        if (!root.id().equals(id)) {
            throw new RootKeyException("the root key file is damaged: its key is not " + id);
        }
        return root;
    }

    private Sealer sealer(SecretBytes passphrase, byte[] salt, int iterations) {
        var characters = characters(passphrase);
        var spec = new PBEKeySpec(characters, salt, iterations, RootKey.LENGTH * Byte.SIZE);
        try {
            var key = providers.newPbkdf2().generateSecret(spec).getEncoded();
            return new Sealer(SecretBytes.taking(key), providers, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 refused a passphrase", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(characters, '\0');
        }
    }

    private static char[] characters(SecretBytes passphrase) {
        if (passphrase.length() < MIN_PASSPHRASE_LENGTH) {
            throw new RootKeyException(
                    "a passphrase has " + MIN_PASSPHRASE_LENGTH + " bytes at least");
        }
        return passphrase.use(bytes -> {
            try {
                var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                var characters = new char[decoded.remaining()];
                decoded.get(characters);
                Arrays.fill(decoded.array(), '\0');
                return characters;
            } catch (CharacterCodingException e) {
                throw new RootKeyException("the passphrase is not UTF-8");
            }
        });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
