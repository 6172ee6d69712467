package dev.keyward.crypto;

import java.util.regex.Pattern;

/**
 * Which key material belongs to, in words that never change and that related multi-Region keys have
 * in common, for example {@code 123456789012/mrk-1234abcd12ab34cd56ef1234567890ab}. This module
 * does not read it: it binds ciphertexts and sealed material to it.
 *
 * <p>Limits: 1 to 128 printable ASCII characters, no space.
 */
public record KeyIdentity(String value) {

    static final int MAX_LENGTH = 128;

    private static final Pattern FORM = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    /**
     * @throws IllegalArgumentException if it is outside the limits
     */
    public KeyIdentity {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a key identity is 1 to " + MAX_LENGTH + " printable ASCII characters");
        }
    }

    static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
