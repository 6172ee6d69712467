package dev.keyward.policy.parse;

import java.util.List;

/** A line of a {@code Condition} element as it is written; numbers and booleans are their text. */
public record WrittenCondition(String operator, String key, List<String> values) {

    public WrittenCondition {
        values = List.copyOf(values);
    }
}
