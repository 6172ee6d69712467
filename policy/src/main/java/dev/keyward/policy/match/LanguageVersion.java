package dev.keyward.policy.match;

import java.util.Optional;

/**
 * The version of the policy language that a document is written in. They differ in one thing: variables
 * are replaced in the newer one only, and are plain text in the older.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy elements: Version".
 */
public enum LanguageVersion {
    V2008("2008-10-17"),
    V2012("2012-10-17");

    private final String written;

    LanguageVersion(String written) {
        this.written = written;
    }

    public static Optional<LanguageVersion> find(String written) {
        for (var version : values()) {
            if (version.written.equals(written)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** As it stands in a document, for example {@code 2012-10-17}. */
    public String written() {
        return written;
    }

    boolean hasVariables() {
        return this == V2012;
    }
}
