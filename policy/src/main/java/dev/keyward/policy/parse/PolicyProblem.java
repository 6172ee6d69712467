package dev.keyward.policy.parse;

/**
 * Something wrong with a policy document, and where.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param subject the text that is wrong, as {@link ProblemReason} says; empty where it says nothing
 * @param message one clause for people; the services have AWS's texts for {@code reason}
 */
public record PolicyProblem(
        int line, int column, ProblemReason reason, String subject, String message) {

    @Override
    public String toString() {
        return line + ":" + column + ": " + message;
    }
}
