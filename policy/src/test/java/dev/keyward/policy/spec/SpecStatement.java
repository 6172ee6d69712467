package dev.keyward.policy.spec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether one statement of raw JSON applies to the question, and how. */
final class SpecStatement {

    private final Scenario.Question question;
    private final SpecPatterns patterns;
    private final Coverage coverage;

    SpecStatement(Scenario.Question question, String version, Coverage coverage) {
        this.question = question;
        this.patterns =
                new SpecPatterns(question.context(), version.equals("2012-10-17"), coverage);
        this.coverage = coverage;
    }

    /** {@code no}, {@code attached}, or how the principal fits. */
    String applies(Map<String, Object> statement, boolean hasResources, boolean bounded) {
        if (!lists(statement, "Action", this::isAction)
                || (hasResources && !lists(statement, "Resource", this::isResource))) {
            return "no";
        }
        var condition = statement.get("Condition");
        if (condition != null
                && !new SpecConditions(patterns, coverage).hold(RawJson.members(condition))) {
            return "no";
        }
        return principal(statement, bounded);
    }

    /** An element or its negation; a statement with neither of them does nothing. */
    private boolean lists(Map<String, Object> statement, String element, Predicate<String> is) {
        var listed = find(statement, element);
        var excepted = find(statement, "Not" + element);
        if (listed == null && excepted == null) {
            coverage.saw("element", "no " + element);
            return false;
        }
        var applies = listed != null
                ? RawJson.texts(listed).stream().anyMatch(is)
                : RawJson.texts(excepted).stream().noneMatch(is);
        coverage.saw(
                "element", (listed == null ? "Not" : "") + element, applies ? "applies" : "spares");
        return applies;
    }

    /** An element, unless it is an empty list. */
    private static @Nullable Object find(Map<String, Object> statement, String element) {
        var found = statement.get(element);
        return List.of().equals(found) ? null : found;
    }

    private boolean isAction(String pattern) {
        return SpecPatterns.wildcard(
                pattern.toLowerCase(Locale.ROOT), question.action().toLowerCase(Locale.ROOT));
    }

    private boolean isResource(String pattern) {
        return patterns.resourceLike(pattern, question.resource());
    }

    private String principal(Map<String, Object> statement, boolean bounded) {
        var principals = new SpecPrincipals(question.caller().principal());
        var listed = statement.get("Principal");
        var excepted = statement.get("NotPrincipal");
        if (listed == null && excepted == null) {
            return "attached";
        }
        if (listed != null) {
            var how = principals.element(listed);
            coverage.saw("element", "Principal", how);
            return how;
        }
        // Whoever has a boundary is denied, even if listed.
        var spared = !principals.element(excepted).equals("no")
                && !(bounded && "Deny".equals(statement.get("Effect")));
        coverage.saw("element", "NotPrincipal", spared ? "spares" : "applies");
        return spared ? "no" : "anyone";
    }
}
