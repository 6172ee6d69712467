package dev.keyward.policy.spec;

import static dev.keyward.policy.spec.Changes.KINDS;
import static dev.keyward.policy.spec.Changes.everything;
import static dev.keyward.policy.spec.Changes.layer;
import static dev.keyward.policy.spec.Changes.withLevels;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.explain.Change;
import dev.keyward.policy.explain.Changes;
import dev.keyward.policy.explain.Side;
import dev.keyward.policy.explain.SmallestChanges;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With the changes that would allow a request, the engine does allow it, and with fewer it does not. */
final class SmallestChangesAgreeTest {

    private static final int CASES =
            Math.min(2_000, Integer.getInteger("keyward.differential.cases", 2_000));

    @Test
    void everyWayAllowsAndNoneOfItsChangesCanBeLeftOut() {
        var scenarios = new Scenarios(17);
        Map<Changes.Why, Integer> never = new EnumMap<>(Changes.Why.class);
        for (var round = 0; round < CASES; round++) {
            var scenario = scenarios.next();
            var question = scenario.toAsk();
            switch (SmallestChanges.of(question)) {
                case Changes.Ways(var ways) -> {
                    assertEquals(
                            question.decide().isAllowed(), ways.isEmpty(), () -> text(scenario));
                    ways.forEach(way -> check(way, question, scenario));
                }
                case Changes.Never(var why) -> {
                    never.merge(why, 1, Integer::sum);
                    assertTrue(isNever(scenario, why), () -> why + text(scenario));
                }
            }
        }
        assertFalse(never.containsKey(Changes.Why.TOO_MANY));
    }

    private static void check(Changes.Way way, Question question, Scenario scenario) {
        assertTrue(way.applyTo(question).decide().isAllowed(), () -> way + text(scenario));
        for (var change : way.changes()) {
            var fewer = new ArrayList<>(way.changes());
            fewer.remove(change);
            assertFalse(
                    new Changes.Way(fewer).applyTo(question).decide().isAllowed(),
                    () -> change + " of " + way + text(scenario));
        }
    }

    /** Not even if every policy that is there allowed everything. */
    private static boolean isNever(Scenario scenario, Changes.Why why) {
        var open = scenario;
        for (var kind : KINDS) {
            if (!scenario.layers().of(kind).isEmpty() || mayBeAdded(scenario, kind)) {
                open = withLevels(open, kind, layer(everything(kind, "Allow")));
            }
        }
        // That everybody is let in is no way to let in one whom nothing names.
        return why == Changes.Why.NOBODY_TO_NAME
                ? isUnnamed(scenario.toAsk().request().principal())
                : !open.toAsk().decide().isAllowed();
    }

    private static boolean isUnnamed(Principal caller) {
        return caller instanceof Principal.Federated || caller instanceof Principal.Service;
    }

    private static boolean mayBeAdded(Scenario scenario, PolicyKind kind) {
        return kind == PolicyKind.IDENTITY
                && !isUnnamed(scenario.toAsk().request().principal());
    }

    /** Each side by its own changes, which are of its own policies alone. */
    @Test
    void whatEachSideChangesAllowsTogether() {
        var scenarios = new Scenarios(18);
        for (var round = 0; round < CASES; round++) {
            var scenario = scenarios.next();
            var question = scenario.toAsk();
            if (!question.request().isForeign()) {
                continue;
            }
            if (SmallestChanges.of(question, Side.CALLER) instanceof Changes.Ways(var caller)
                    && SmallestChanges.of(question, Side.RESOURCE)
                            instanceof Changes.Ways(var owner)) {
                var all = new ArrayList<Change>();
                caller.stream()
                        .filter(way -> way.changes().stream()
                                .noneMatch(Change.ChangeRequest.class::isInstance))
                        .findFirst()
                        .ifPresent(way -> all.addAll(way.changes()));
                owner.stream()
                        .filter(way -> way.changes().stream()
                                .noneMatch(Change.ChangeRequest.class::isInstance))
                        .findFirst()
                        .ifPresent(way -> all.addAll(way.changes()));
                caller.forEach(way -> assertTrue(
                        way.changes().stream().allMatch(change -> change.isOf(Side.CALLER))));
                owner.forEach(way -> assertTrue(
                        way.changes().stream().allMatch(change -> change.isOf(Side.RESOURCE))));
                assertTrue(
                        new Changes.Way(all).applyTo(question).decide().isAllowed(),
                        () -> all + text(scenario));
            }
        }
    }

    private static String text(Scenario scenario) {
        return CaseText.of("smallest changes", scenario, "").toString();
    }
}
