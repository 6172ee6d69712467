package dev.keyward.policy.parse;

import dev.keyward.policy.match.LanguageVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a document says as it is written, without its spaces and places: to be shown, changed and printed.
 * What is printed reads as the same, so that it decides the same; but a document without statements is
 * none that can be read.
 *
 * <p>Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
public record WrittenPolicy(
        LanguageVersion version, Optional<String> id, List<WrittenStatement> statements) {

    public WrittenPolicy {
        statements = List.copyOf(statements);
    }

    /**
     * The policy as JSON, always the same for the same policy: indented by two, elements in the order in
     * which AWS shows them, one value as a string and several as a list.
     */
    public String print() {
        return PolicyPrinter.print(this);
    }

    /** This and one statement more. */
    public WrittenPolicy plus(WrittenStatement statement) {
        var more = new ArrayList<>(statements);
        more.add(statement);
        return new WrittenPolicy(version, id, more);
    }

    /** This with another statement in the place of the one at {@code index}. */
    public WrittenPolicy with(int index, WrittenStatement statement) {
        var others = new ArrayList<>(statements);
        others.set(index, statement);
        return new WrittenPolicy(version, id, others);
    }

    /** This without the statement at {@code index}. */
    public WrittenPolicy without(int index) {
        var fewer = new ArrayList<>(statements);
        fewer.remove(index);
        return new WrittenPolicy(version, id, fewer);
    }
}
