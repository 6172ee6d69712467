package dev.keyward.server.iam.password;

import dev.keyward.crypto.SecretBytes;

import java.nio.charset.StandardCharsets;

/** A password in a request. It is never printed. */
record PasswordInput(String text) {

    SecretBytes secret() {
        return SecretBytes.taking(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PasswordInput[]";
    }
}
