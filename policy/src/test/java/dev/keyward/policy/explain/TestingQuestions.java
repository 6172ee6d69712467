package dev.keyward.policy.explain;

import dev.keyward.policy.decide.CaseFile;
import dev.keyward.policy.decide.Question;

/** Questions in the words of case files. */
final class TestingQuestions {

    static final String KEY = "arn:aws:kms:eu-west-1:111111111111:key/1";

    static final String USER = """
            case a user
            caller user 111111111111/u
            resource %s
            """.formatted(KEY);

    static final String OTHER = """
            case a user of another account
            caller user 222222222222/x
            resource %s
            """.formatted(KEY);

    static final String ROOT_ALLOWS = """
            key key
              allow kms:* on * to 111111111111
            """;

    static final String MAY = """
            identity p
              allow kms:* on *
            """;

    private TestingQuestions() {}

    /** What a case asks, whose lines are in {@code parts}. */
    static Question question(String... parts) {
        var lines = String.join("", parts) + "expect allow\n";
        return CaseFile.read("test", lines.lines().toList()).getFirst().question();
    }
}
