package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.Side;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The explanation, which reads the rules off its own layers, comes to what the engine decides. */
final class ExplanationAgreesTest {

    private static final int CASES =
            Math.min(10_000, Integer.getInteger("keyward.differential.cases", 10_000));

    @Test
    void everyExplanationComesToTheEnginesDecision() {
        var scenarios = new Scenarios(15);
        for (var round = 0; round < CASES; round++) {
            var scenario = scenarios.next();
            var question = scenario.toAsk();
            assertEquals(
                    question.decide(),
                    Explanation.of(question).decision(),
                    () -> CaseText.of("explained otherwise", scenario, "").toString());
        }
    }

    /** Across accounts, the request is allowed exactly if neither side refuses it. */
    @Test
    void theTwoSidesTogetherAreTheDecision() {
        var scenarios = new Scenarios(16);
        for (var round = 0; round < CASES; round++) {
            var scenario = scenarios.next();
            var question = scenario.toAsk();
            if (!question.request().isForeign()) {
                continue;
            }
            var explanation = Explanation.of(question);
            var caller = explanation.of(Side.CALLER).refusal();
            var owner = explanation.of(Side.RESOURCE).refusal();
            assertEquals(
                    question.decide().isAllowed(),
                    caller.isEmpty() && owner.isEmpty(),
                    () -> CaseText.of("sides", scenario, "").toString());
            assertEquals(Optional.empty(), caller.filter(Decision::isAllowed));
        }
    }
}
