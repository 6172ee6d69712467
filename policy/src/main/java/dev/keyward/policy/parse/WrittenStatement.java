package dev.keyward.policy.parse;

import dev.keyward.policy.match.Effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement as it is written, value for value.
 *
 * @param conditions in the order in which the statement has them, as those to be matched are
 */
public record WrittenStatement(
        Optional<String> sid,
        Effect effect,
        Listed<WrittenPrincipal> principals,
        Listed<String> actions,
        Listed<String> resources,
        List<WrittenCondition> conditions) {

    public WrittenStatement {
        conditions = List.copyOf(conditions);
    }

    /** The statement as JSON, an object of its own. */
    public String print() {
        return PolicyPrinter.print(this);
    }

    public WrittenStatement withPrincipals(Listed<WrittenPrincipal> others) {
        return new WrittenStatement(sid, effect, others, actions, resources, conditions);
    }

    public WrittenStatement withActions(Listed<String> others) {
        return new WrittenStatement(sid, effect, principals, others, resources, conditions);
    }

    public WrittenStatement withResources(Listed<String> others) {
        return new WrittenStatement(sid, effect, principals, actions, others, conditions);
    }

    /** This with another condition in the place of the one at {@code index}. */
    public WrittenStatement withCondition(int index, WrittenCondition condition) {
        var others = new ArrayList<>(conditions);
        others.set(index, condition);
        return withConditions(others);
    }

    public WrittenStatement withConditions(List<WrittenCondition> others) {
        return new WrittenStatement(sid, effect, principals, actions, resources, others);
    }
}
