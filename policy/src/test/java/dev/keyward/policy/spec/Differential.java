package dev.keyward.policy.spec;

import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.parse.PolicyException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Asks the engine and the reference the same, and keeps what they answer differently as a case file. */
final class Differential {

    /** What is compared with the reference: the engine, unless a test breaks it. */
    interface Subject {
        String answer(Scenario scenario, Policies policies);
    }

    private static final int QUESTIONS = 8;
    private static final int SETS_PER_CHUNK = 250;

    private final Subject subject;
    private final Path found;
    private final Queue<String> differences = new ConcurrentLinkedQueue<>();

    /** {@code found} is the directory for the case files. */
    Differential(Subject subject, Path found) {
        this.subject = subject;
        this.found = found;
    }

    /**
     * Asks about {@code cases} scenarios, on every core, and stops at the first difference.
     *
     * @throws AssertionError with the case, made as small as it can be
     */
    Coverage run(long seed, int cases) {
        var chunks = Math.ceilDiv(cases, QUESTIONS * SETS_PER_CHUNK);
        var coverage = IntStream.range(0, chunks)
                .parallel()
                .mapToObj(chunk -> chunk(seed + chunk))
                .reduce(new Coverage(), Coverage::plus);
        if (!differences.isEmpty()) {
            throw new AssertionError(differences.element());
        }
        return coverage;
    }

    private Coverage chunk(long seed) {
        var coverage = new Coverage();
        var scenarios = new Scenarios(seed);
        for (var set = 0; set < SETS_PER_CHUNK && differences.isEmpty(); set++) {
            var scenario = scenarios.next();
            var policies = policies(scenario);
            var reading = new SpecEvaluator.Reading(scenario.layers());
            for (var asked = 0; asked < QUESTIONS; asked++) {
                var engine = subject.answer(scenario, policies);
                var reference = SpecEvaluator.decide(reading, scenario.question(), coverage);
                if (!engine.equals(reference)) {
                    keep(scenario, seed);
                    return coverage;
                }
                scenario = scenarios.ask(scenario.layers(), scenario.question().rule());
            }
        }
        return coverage;
    }

    private static Policies policies(Scenario scenario) {
        try {
            return scenario.policies();
        } catch (PolicyException generated) {
            throw new IllegalArgumentException(generated);
        }
    }

    private void keep(Scenario scenario, long seed) {
        var smallest = Shrinking.smallest(scenario, this::differs);
        var lines = CaseText.of("found by seed " + seed, smallest, SpecEvaluator.decide(smallest));
        var file = found.resolve("seed-" + seed + ".case");
        write(file, lines);
        differences.add("kept in " + file + "\nanswered: "
                + subject.answer(smallest, policies(smallest)) + "\n" + String.join("\n", lines));
    }

    private boolean differs(Scenario scenario) {
        try {
            return !subject.answer(scenario, scenario.policies())
                    .equals(SpecEvaluator.decide(scenario));
        } catch (PolicyException tooSmall) {
            return false;
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
