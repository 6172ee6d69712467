package dev.keyward.policy.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document while it is read; used by one thread. */
final class Problems {

    /** Beyond this many a document is not worth reading on about. */
    private static final int MOST = 100;

    private final List<PolicyProblem> found = new ArrayList<>();

    void add(Json.Place place, ProblemReason reason, String subject, String message) {
        if (found.size() < MOST) {
            found.add(new PolicyProblem(place.line(), place.column(), reason, subject, message));
        }
    }

    /** Those of that severity, in the order of the text. */
    List<PolicyProblem> of(ProblemReason.Severity severity) {
        return found.stream()
                .filter(problem -> problem.reason().severity() == severity)
                .sorted(Comparator.comparingInt(PolicyProblem::line)
                        .thenComparingInt(PolicyProblem::column))
                .toList();
    }
}
