package dev.keyward.policy.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of docs/reference/policy-language.md come out as the page says. */
final class PolicyLanguageTest {

    private static final Path PAGE = Path.of("../docs/reference/policy-language.md");

    @Test
    void everyExampleOfThePageHolds() throws IOException {
        var examples = CaseFile.read(PAGE.toString(), examples());
        assertTrue(examples.size() > 10, examples.size() + " examples");
        for (var one : examples) {
            var rendered = one.render(one.decide());
            assertEquals(one.expected(), rendered.subList(0, one.expected().size()), one.name());
        }
    }

    private static List<String> examples() throws IOException {
        var lines = new ArrayList<String>();
        var inside = false;
        for (var line : Files.readAllLines(PAGE)) {
            if (line.startsWith("```")) {
                inside = line.equals("```case");
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }
}
