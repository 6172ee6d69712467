package dev.keyward.server.kms.common;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way in which a request can name a key.
 *
 * <p>Source: KMS Developer Guide, "Key identifiers (KeyId)".
 */
public enum KeyIdForm {
    KEY_ID("id"),
    KEY_ARN("arn"),
    ALIAS_NAME("alias"),
    ALIAS_ARN("aliasarn");

    private static final String EVERY_FORM = "any";

    private final String word;

    KeyIdForm(String word) {
        this.word = word;
    }

    /** The form that the operations table calls {@code word}, or all of them for {@code any}. */
    static Set<KeyIdForm> named(String word) {
        if (word.equals(EVERY_FORM)) {
            return EnumSet.allOf(KeyIdForm.class);
        }
        return EnumSet.of(Arrays.stream(values())
                .filter(form -> form.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("`" + word + "` is no form of KeyId")));
    }
}
