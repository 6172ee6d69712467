package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.decide.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine and {@link SpecEvaluator} answer alike, in decision, sources and the text of a refusal.
 *
 * <p>{@code -Dkeyward.differential.cases} sets how many cases are asked, {@code
 * -Dkeyward.differential.seed} begins elsewhere. Where they differ, the case is in {@code
 * target/differences}, ready to be moved to {@code src/test/cases} once it is clear who is right.
 */
final class DifferentialTest {

    private static final int EVERY_TIME = 200_000;
    private static final int IN_A_LONG_RUN = 10_000_000;
    private static final int CASES = Integer.getInteger(
            "keyward.differential.cases",
            Boolean.getBoolean("keyward.long") ? IN_A_LONG_RUN : EVERY_TIME);
    private static final long SEED = Long.getLong("keyward.differential.seed", 20_261_125);

    /** How often every corner is reached in as many cases as are asked every time. */
    private static final int FEWEST = 10;

    @Test
    void engineAndReferenceAnswerAlike() {
        var coverage = new Differential(Scenario::askEngine, Path.of("target/differences"))
                .run(SEED, CASES);
        if (CASES >= EVERY_TIME) {
            assertReachesEverything(coverage);
        }
    }

    /** A generator that always denies, or never comes to some operator, would prove nothing. */
    private static void assertReachesEverything(Coverage coverage) {
        var missed = Corners.all().stream()
                .filter(corner -> coverage.of(corner) < FEWEST)
                .toList();
        assertEquals(List.of(), missed, coverage::toString);
        assertShare(30, "allow", coverage);
        assertShare(20, "deny", coverage);
        assertShare(20, "missing", coverage);
    }

    private static void assertShare(int percent, String outcome, Coverage coverage) {
        var share = coverage.share("answer .* " + outcome, "answer .*");
        assertTrue(share >= percent, outcome + " " + share + " %\n" + coverage);
    }

    /** An engine that has forgotten boundaries, which is found out and shown at its plainest. */
    @Test
    void keepsADifferenceAsTheSmallestCaseThatShowsIt(@TempDir Path found) throws IOException {
        var broken = new Differential(
                (scenario, policies) -> scenario.askEngine(policies.withBoundary(List.of())),
                found);

        var difference = assertThrows(AssertionError.class, () -> broken.run(1, 2_000));

        var file = found.resolve("seed-1.case");
        assertTrue(difference.getMessage().startsWith("kept in " + file));
        var lines = Files.readAllLines(file);
        var kept = CaseFile.read(file.toString(), lines).getFirst();
        assertEquals(kept.expected(), kept.render(kept.decide()), lines::toString);
        assertTrue(lines.size() <= 20, lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.startsWith("context")), lines::toString);
    }

    @Test
    void everyScenarioCanBeKeptAsACase() {
        var scenarios = new Scenarios(SEED);
        for (var round = 0; round < 2_000; round++) {
            var scenario = scenarios.next();
            var lines = CaseText.of("round " + round, scenario, SpecEvaluator.decide(scenario));
            var kept = CaseFile.read("scenario", lines).getFirst();
            assertEquals(kept.expected(), kept.render(kept.decide()), lines::toString);
        }
    }
}
