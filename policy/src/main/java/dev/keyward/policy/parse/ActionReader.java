package dev.keyward.policy.parse;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.ActionClause;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code Action} and {@code NotAction}. */
final class ActionReader {

    private final PolicyKind kind;
    private final KindRules rules;
    private final Problems problems;
    private final List<String> named;

    ActionReader(PolicyKind kind, KindRules rules, Problems problems, List<String> named) {
        this.kind = kind;
        this.rules = rules;
        this.problems = problems;
        this.named = named;
    }

    ActionClause read(Json.Place statement, Map<String, Json.Member> elements) {
        var listed = elements.get("Action");
        var excluded = elements.get("NotAction");
        if (listed != null && excluded != null) {
            Elements.conflict(excluded, "Action", problems);
        }
        if (excluded != null && kind == PolicyKind.RESOURCE_CONTROL) {
            problems.add(
                    excluded.place(),
                    ProblemReason.NOT_ACTION_FORBIDDEN,
                    excluded.name(),
                    "a resource control policy has no `NotAction`");
        }
        var member = listed != null ? listed : excluded;
        if (member == null) {
            return missing(statement);
        }
        var texts = Elements.texts(member, problems);
        if (texts.isEmpty()) {
            return missing(member.place());
        }
        texts.forEach(this::check);
        named.addAll(Elements.values(texts));
        return listed != null
                ? ActionClause.of(Elements.values(texts))
                : ActionClause.allBut(Elements.values(texts));
    }

    private ActionClause missing(Json.Place place) {
        switch (rules.incomplete()) {
            case REFUSED ->
                problems.add(
                        place,
                        ProblemReason.MISSING_ACTION,
                        "",
                        "the statement has no `Action` and no `NotAction`");
            case INEFFECTIVE ->
                problems.add(
                        place,
                        ProblemReason.INEFFECTIVE_STATEMENT,
                        "",
                        "without `Action` the statement has no effect");
        }
        return ActionClause.none();
    }

    private void check(Json.Text text) {
        var action = text.value();
        if (kind == PolicyKind.TRUST && !action.toLowerCase(Locale.ROOT).startsWith("sts:")) {
            problems.add(
                    text.place(),
                    ProblemReason.ACTION_NOT_OF_STS,
                    action,
                    "the action `" + action + "` is not one of STS");
            return;
        }
        if (action.equals("*")) {
            return;
        }
        var colon = action.indexOf(':');
        if (colon < 0) {
            problems.add(
                    text.place(),
                    ProblemReason.ACTION_WITHOUT_VENDOR,
                    action,
                    "the action `" + action + "` names no service");
        } else if (action.indexOf(':', colon + 1) >= 0) {
            problems.add(
                    text.place(),
                    ProblemReason.ACTION_WITH_SEVERAL_COLONS,
                    action,
                    "the action `" + action + "` has more than one colon");
        } else if (!isVendor(action.substring(0, colon))) {
            problems.add(
                    text.place(),
                    ProblemReason.INVALID_VENDOR,
                    action.substring(0, colon),
                    "`" + action.substring(0, colon) + "` is not the name of a service");
        }
    }

    private static boolean isVendor(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '.');
    }
}
