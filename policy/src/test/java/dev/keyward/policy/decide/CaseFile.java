package dev.keyward.policy.decide;

import dev.keyward.policy.parse.PolicyException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a {@code .case} file. */
public final class CaseFile {

    /** Where the cases are, and what they say of themselves. */
    static final Path FOLDER = Path.of("src/test/cases");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, List<String>> policies = new HashMap<>();
    private final List<PolicyCase> cases = new ArrayList<>();
    private final List<PolicyCase> denials = new ArrayList<>();

    private CaseFile() {}

    /** Every file of cases, by name. */
    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".case"))
                    .sorted()
                    .toList();
        }
    }

    static List<PolicyCase> read(Path file) throws IOException {
        return read(file.toString(), Files.readAllLines(file));
    }

    /** The rows of a file's tables of conditions, each as a deny beside an allow of everything. */
    static List<PolicyCase> denials(Path file) throws IOException {
        return parse(file.toString(), Files.readAllLines(file)).denials;
    }

    /** Reads cases from lines; {@code name} says where they come from. */
    public static List<PolicyCase> read(String name, List<String> lines) {
        return parse(name, lines).cases;
    }

    private static CaseFile parse(String name, List<String> lines) {
        var reader = new CaseFile();
        try {
            reader.read(lines);
        } catch (PolicyException | RuntimeException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
        }
        return reader;
    }

    private void read(List<String> lines) throws PolicyException {
        var blocks = new ArrayList<PolicyCase.Block>();
        for (var raw : lines) {
            var line = replaceNames(raw);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                blocks.getLast().lines().add(line.strip());
                continue;
            }
            var space = line.indexOf(' ');
            var word = space < 0 ? line : line.substring(0, space);
            var rest = space < 0 ? "" : line.substring(space + 1).strip();
            if (word.equals("let")) {
                var equals = rest.indexOf('=');
                names.put(
                        "<" + rest.substring(0, equals).strip() + ">",
                        rest.substring(equals + 1).strip());
            } else {
                blocks.add(new PolicyCase.Block(word, rest, new ArrayList<>()));
            }
        }
        readBlocks(blocks);
    }

    private String replaceNames(String line) {
        var replaced = line;
        for (var name : names.entrySet()) {
            replaced = replaced.replace(name.getKey(), name.getValue());
        }
        return replaced;
    }

    private void readBlocks(List<PolicyCase.Block> blocks) throws PolicyException {
        var at = 0;
        while (at < blocks.size()) {
            var block = blocks.get(at++);
            switch (block.word()) {
                case "policy" -> policies.put(block.rest(), block.lines());
                case "conditions" -> {
                    for (var line : block.lines()) {
                        readCondition(block.rest(), line);
                    }
                }
                case "case" -> {
                    var start = at;
                    while (at < blocks.size() && !isOutermost(blocks.get(at).word())) {
                        at++;
                    }
                    cases.add(new PolicyCase.Reader(policies)
                            .read(block.rest(), blocks.subList(start, at)));
                }
                default ->
                    throw new IllegalArgumentException("`" + block.word() + "` outside a case");
            }
        }
    }

    private static boolean isOutermost(String word) {
        return word.equals("case") || word.equals("policy") || word.equals("conditions");
    }

    /** {@code holds|fails CONDITION when KEY = VALUE; KEY = VALUE}: statements under it. */
    private void readCondition(String title, String line) throws PolicyException {
        var space = line.indexOf(' ');
        var when = line.indexOf(" when ");
        var condition =
                line.substring(space + 1, when < 0 ? line.length() : when).strip();
        var context = new ArrayList<String>();
        if (when >= 0) {
            for (var part : line.substring(when + " when ".length()).split(";", -1)) {
                context.add(part.strip());
            }
        }
        var holds = switch (line.substring(0, space)) {
            case "holds" -> true;
            case "fails" -> false;
            default -> throw new IllegalArgumentException("neither holds nor fails: " + line);
        };
        cases.add(conditionCase(
                title + ": " + line,
                context,
                List.of("allow * on * if " + condition),
                holds ? "allow identity p#0" : "missing identity"));
        denials.add(conditionCase(
                title + ", as a deny: " + line,
                context,
                List.of("allow * on *", "deny * on * if " + condition),
                holds ? "deny identity p#1" : "allow identity p#0"));
    }

    private PolicyCase conditionCase(
            String name, List<String> context, List<String> statements, String expectation)
            throws PolicyException {
        return new PolicyCase.Reader(policies)
                .read(
                        name,
                        List.of(
                                new PolicyCase.Block("rule", "account", List.of()),
                                new PolicyCase.Block("caller", "user 111111111111/u", List.of()),
                                new PolicyCase.Block("context", "", context),
                                new PolicyCase.Block("identity", "p", statements),
                                new PolicyCase.Block("expect", expectation, List.of())));
    }
}
