package dev.keyward.server.iam.simulate;

/** What a simulation says, of a request as a whole or of one kind of policy. */
enum Verdict {
    ALLOWED("allowed"),
    EXPLICIT_DENY("explicitDeny"),
    IMPLICIT_DENY("implicitDeny");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** As it stands in answers. */
    String word() {
        return word;
    }
}
