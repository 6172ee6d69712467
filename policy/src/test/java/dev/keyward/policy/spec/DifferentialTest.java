package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.keyward.policy.parse.PolicyException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine and {@link SpecEvaluator} answer alike, in decision, sources and what the caller is told.
 * {@code -Dkeyward.differential.cases=10000000} makes a long run of it, {@code
 * -Dkeyward.differential.seed} another one.
 */
final class DifferentialTest {

    private static final int CASES = Integer.getInteger("keyward.differential.cases", 200_000);
    private static final long SEED = Long.getLong("keyward.differential.seed", 20_261_124);
    private static final int QUESTIONS_PER_POLICIES = 8;

    @Test
    void engineAndReferenceAnswerAlike() throws PolicyException {
        var scenarios = new Scenarios(SEED);
        var outcomes = new HashMap<String, Integer>();
        for (var asked = 0; asked < CASES; asked += QUESTIONS_PER_POLICIES) {
            var scenario = scenarios.next();
            var policies = scenario.policies();
            for (var question = 0; question < QUESTIONS_PER_POLICIES; question++) {
                var engine = scenario.askEngine(policies);
                if (!engine.equals(new SpecEvaluator(scenario).decide())) {
                    report(scenario);
                }
                outcomes.merge(engine.replaceFirst("[ ,].*", ""), 1, Integer::sum);
                scenario = scenarios.ask(scenario.layers(), scenario.question().rule());
            }
        }
        assertReachesEverything(outcomes);
    }

    /** A generator that always denies would find nothing. */
    private static void assertReachesEverything(Map<String, Integer> outcomes) {
        for (var outcome : new String[] {"allow", "deny", "missing"}) {
            var share = outcomes.getOrDefault(outcome, 0) * 100L / CASES;
            assertTrue(share >= 12, outcomes.toString());
        }
    }

    private static void report(Scenario found) throws PolicyException {
        var smallest = Shrinking.smallest(found, DifferentialTest::differs);
        fail(smallest.describe());
    }

    static boolean differs(Scenario scenario) {
        try {
            return !scenario.askEngine().equals(new SpecEvaluator(scenario).decide());
        } catch (PolicyException | RuntimeException notAScenario) {
            return false;
        }
    }
}
