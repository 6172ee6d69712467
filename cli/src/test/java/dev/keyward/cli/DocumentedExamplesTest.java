package dev.keyward.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs what the reference page shows. A block of JSON is the file that the line before it names last; in a
 * block without language each line after {@code $} is a command, and what follows is all it prints.
 */
final class DocumentedExamplesTest {

    private static final Path PAGE = Path.of("..", "docs", "reference", "policy-simulate.md");

    private static final Pattern BLOCK =
            Pattern.compile("([^\\n]*)\\n\\n```(\\w*)\\n(.*?)\\n```", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile(".*`([^`]+)`", Pattern.DOTALL);

    private record Example(String command, List<String> printed) {}

    @Test
    void printsWhatThePageSays(@TempDir Path directory) throws IOException {
        var files = new HashMap<String, String>();
        var examples = new ArrayList<Example>();
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            if (!blocks.group(2).isEmpty()) {
                var name = NAME.matcher(blocks.group(1));
                name.find();
                files.put(name.group(1), blocks.group(3));
                continue;
            }
            for (var line : blocks.group(3).lines().toList()) {
                if (line.startsWith("$ keyward ")) {
                    examples.add(new Example(line.substring(10), new ArrayList<>()));
                } else {
                    examples.getLast().printed().add(line);
                }
            }
        }

        for (var file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
        assertEquals(3, examples.size());
        for (var example : examples) {
            assertEquals(example.printed(), run(example.command(), directory), example.command());
        }
    }

    private static List<String> run(String command, Path directory) {
        var args = new ArrayList<String>();
        for (var word : command.split(" ", -1)) {
            var file = directory.resolve(word);
            args.add(Files.exists(file) ? file.toString() : word);
        }
        var ran = Ran.with("", args.toArray(new String[0]));
        return (ran.out() + ran.err())
                .replace(directory + "/", "")
                .replaceAll("\"nanos\":\\d+", "\"nanos\":812")
                .lines()
                .toList();
    }
}
