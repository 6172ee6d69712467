package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the batches under {@code cases}; each line says what must come of it. */
final class SimulateCasesTest {

    private static final Path CASES = Path.of("src", "test", "resources", "cases");

    static List<Path> batches() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("batches")
    void decidesEachCaseAsItExpects(Path batch) throws IOException {
        var ran = Ran.with("", "policy", "simulate", "--batch", batch.toString());

        var lines = Files.readAllLines(batch);
        var cases = lines.stream().filter(line -> !Documents.isList(line)).count();
        assertEquals(0, ran.exit(), () -> failures(ran));
        assertEquals(cases + " passed, 0 failed", ran.errLines().getLast());
        assertEquals(cases, ran.outLines().size());
    }

    @Test
    void failsEachCaseThatExpectsTheOpposite() throws IOException {
        var opposite = new StringBuilder();
        var cases = 0;
        for (var batch : batches()) {
            opposite.setLength(0);
            for (var line : Files.readAllLines(batch)) {
                opposite.append(line.replace("\"decision\": \"Allow\"", "\"decision\": \"X\"")
                                .replaceAll(
                                        "\"decision\": \"(Ex|Im)plicitDeny\"",
                                        "\"decision\": \"Allow\"")
                                .replace("\"decision\": \"X\"", "\"decision\": \"ImplicitDeny\""))
                        .append('\n');
            }
            var ran = Ran.with(opposite.toString(), "policy", "simulate", "--batch", "-");
            assertEquals(1, ran.exit(), ran.err());
            assertEquals(
                    "0 passed, " + ran.outLines().size() + " failed",
                    ran.errLines().getLast());
            cases += ran.outLines().size();
        }
        assertTrue(cases > 180, cases + " cases");
    }

    private static String failures(Ran ran) {
        return String.join(
                "\n",
                ran.outLines().stream()
                        .filter(line -> line.endsWith("\"pass\":false}"))
                        .toList());
    }
}
