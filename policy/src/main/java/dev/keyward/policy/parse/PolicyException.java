package dev.keyward.policy.parse;

import java.util.List;
import java.util.stream.Collectors;

/** A policy document that cannot be used. */
public final class PolicyException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<PolicyProblem> problems;
    private final transient List<PolicyProblem> warnings;

    PolicyException(List<PolicyProblem> problems, List<PolicyProblem> warnings) {
        super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** Every error that was found, in the order of the text, and never none. */
    public List<PolicyProblem> problems() {
        return problems;
    }

    /** What is odd about the document beside that. */
    public List<PolicyProblem> warnings() {
        return warnings;
    }

    /** The error that AWS would answer with: the first. */
    public PolicyProblem first() {
        return problems.getFirst();
    }
}
