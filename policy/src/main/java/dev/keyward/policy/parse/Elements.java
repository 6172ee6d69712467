package dev.keyward.policy.parse;

import java.util.ArrayList;
import java.util.List;

/** What several elements of a statement have in common. */
final class Elements {

    private Elements() {}

    /** The strings of an element that may be one string or a list of them. */
    static List<Json.Text> texts(Json.Member member, Problems problems) {
        var values = member.value() instanceof Json.Items(var place, var items)
                ? items
                : List.of(member.value());
        var texts = new ArrayList<Json.Text>();
        for (var value : values) {
            if (value instanceof Json.Text text) {
                texts.add(text);
            } else {
                problems.add(
                        value.place(),
                        ProblemReason.WRONG_TYPE,
                        member.name(),
                        "`" + member.name() + "` must be a string or a list of strings");
            }
        }
        return texts;
    }

    static List<String> values(List<Json.Text> texts) {
        return texts.stream().map(Json.Text::value).toList();
    }

    static void conflict(Json.Member member, String other, Problems problems) {
        problems.add(
                member.place(),
                ProblemReason.CONFLICTING_ELEMENTS,
                member.name(),
                "the statement has both `" + other + "` and `" + member.name() + "`");
    }
}
