package dev.keyward.policy.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what is wrong with a document while it is read; used by one thread. */
final class Problems {

    /** Beyond this many of a severity nobody reads on; warnings must never crowd out an error. */
    private static final int MOST = 100;

    private final Map<ProblemReason.Severity, List<PolicyProblem>> found =
            new EnumMap<>(ProblemReason.Severity.class);

    private final Set<ProblemReason> tolerated;

    /** {@code tolerated} are warnings, whatever they are elsewhere. */
    Problems(Set<ProblemReason> tolerated) {
        this.tolerated = tolerated;
    }

    void add(Json.Place place, ProblemReason reason, String subject, String message) {
        var severity =
                tolerated.contains(reason) ? ProblemReason.Severity.WARNING : reason.severity();
        var alike = found.computeIfAbsent(severity, _ -> new ArrayList<>());
        if (alike.size() < MOST) {
            alike.add(new PolicyProblem(place.line(), place.column(), reason, subject, message));
        }
    }

    /** Those of that severity, in the order of the text. */
    List<PolicyProblem> of(ProblemReason.Severity severity) {
        return found.getOrDefault(severity, List.of()).stream()
                .sorted(Comparator.comparingInt(PolicyProblem::line)
                        .thenComparingInt(PolicyProblem::column))
                .toList();
    }
}
