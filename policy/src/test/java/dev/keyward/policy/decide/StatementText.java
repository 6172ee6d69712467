package dev.keyward.policy.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns the one-line statements of case files into a policy's JSON. */
final class StatementText {

    private StatementText() {}

    /** One statement a line, or JSON as it is if the first line begins with a brace. */
    static String document(List<String> lines) {
        if (lines.getFirst().startsWith("{")) {
            return String.join("\n", lines);
        }
        var version = "2012-10-17";
        var statements = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith("version ")) {
                version = line.substring("version ".length());
            } else {
                statements.add(statement(line));
            }
        }
        return "{\"Version\":\"" + version + "\",\"Statement\":[" + String.join(",\n", statements)
                + "]}";
    }

    static String statement(String line) {
        var elements = new ArrayList<String>();
        var rest = line;
        var colon = line.indexOf(": ");
        if (colon > 0 && line.substring(0, colon).chars().allMatch(Character::isLetterOrDigit)) {
            elements.add("\"Sid\":" + quote(line.substring(0, colon)));
            rest = line.substring(colon + 2);
        }
        var condition = rest.indexOf(" if ");
        if (condition > 0) {
            elements.add("\"Condition\":" + condition(rest.substring(condition + 4)));
            rest = rest.substring(0, condition);
        }
        var words = new ArrayList<>(Arrays.asList(rest.split(" ", -1)));
        var effect = words.removeFirst();
        elements.add("\"Effect\":" + (effect.equals("allow") ? "\"Allow\"" : "\"Deny\""));
        var element = "Action";
        var values = new ArrayList<String>();
        for (var word : words) {
            switch (word) {
                case "not" -> element = "Not" + element;
                case "on", "to" -> {
                    add(element, values, elements);
                    values.clear();
                    element = word.equals("on") ? "Resource" : "Principal";
                }
                default -> values.add(word);
            }
        }
        add(element, values, elements);
        return "{" + String.join(",", elements) + "}";
    }

    private static void add(String element, List<String> values, List<String> elements) {
        if (values.isEmpty()) {
            return;
        }
        if (!element.endsWith("Principal")) {
            elements.add("\"" + element + "\":" + list(values));
            return;
        }
        var services = new ArrayList<String>();
        var providers = new ArrayList<String>();
        var aws = new ArrayList<String>();
        for (var value : values) {
            if (value.startsWith("service:")) {
                services.add(value.substring("service:".length()));
            } else if (value.startsWith("provider:")) {
                providers.add(value.substring("provider:".length()));
            } else {
                aws.add(value);
            }
        }
        var types = new ArrayList<String>();
        if (!aws.isEmpty()) {
            types.add("\"AWS\":" + list(aws));
        }
        if (!services.isEmpty()) {
            types.add("\"Service\":" + list(services));
        }
        if (!providers.isEmpty()) {
            types.add("\"Federated\":" + list(providers));
        }
        elements.add("\"" + element + "\":{" + String.join(",", types) + "}");
    }

    /** {@code OPERATOR key = value | value and OPERATOR key = value}. */
    static String condition(String text) {
        Map<String, List<String>> operators = new LinkedHashMap<>();
        for (var part : text.split(" and ", -1)) {
            var space = part.indexOf(' ');
            var equals = part.indexOf(" =");
            var key = part.substring(space + 1, equals).strip();
            var written = part.substring(equals + 2).strip();
            var values = written.isEmpty()
                    ? List.<String>of()
                    : Arrays.stream(written.split("\\|", -1))
                            .map(String::strip)
                            .map(value -> value.equals("\"\"") ? "" : value)
                            .toList();
            operators
                    .computeIfAbsent(part.substring(0, space), _ -> new ArrayList<>())
                    .add(quote(key) + ":" + list(values));
        }
        return operators.entrySet().stream()
                .map(entry ->
                        quote(entry.getKey()) + ":{" + String.join(",", entry.getValue()) + "}")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String list(List<String> values) {
        return values.stream().map(StatementText::quote).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
