package dev.keyward.policy.explain;

import dev.keyward.policy.match.Condition;
import dev.keyward.policy.match.ConditionTrial;
import dev.keyward.policy.parse.WrittenCondition;

/** A condition as it is written, and what came of it. */
public record ExplainedCondition(
        WrittenCondition written, Condition condition, ConditionTrial trial) {

    public boolean holds() {
        return trial.holds();
    }
}
