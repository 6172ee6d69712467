package dev.keyward.server.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The operations of a service as a page of plain text: a line for each, its name first, fields at least
 * two spaces apart, {@code -} where a field is empty. Lines that begin with {@code #} are remarks.
 */
public final class AlignedTable {

    private static final String NOTHING = "-";

    private final Map<String, List<String>> lines;

    private AlignedTable(Map<String, List<String>> lines) {
        this.lines = Collections.unmodifiableMap(lines);
    }

    /**
     * Reads the page that lies beside the class {@code owner}.
     *
     * @throws IllegalStateException if it is missing or damaged: a broken build
     */
    public static AlignedTable load(Class<?> owner, String resource, int fields) {
        try (var in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), fields);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /** Reads a page whose lines have {@code fields} fields each. */
    public static AlignedTable parse(String text, int fields) {
        var lines = new LinkedHashMap<String, List<String>>();
        for (var line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var found = List.of(line.strip().split(" {2,}", -1));
            if (found.size() != fields) {
                throw new IllegalStateException(
                        found.size() + " fields, not " + fields + ": " + line);
            }
            if (lines.put(found.getFirst(), found) != null) {
                throw new IllegalStateException("two rows of " + found.getFirst());
            }
        }
        return new AlignedTable(lines);
    }

    /** The fields of every line, by the name that stands first. */
    public Map<String, List<String>> lines() {
        return lines;
    }

    /** The words of a field that holds several, a space apart. */
    public static List<String> words(String field) {
        return field.equals(NOTHING) ? List.of() : Arrays.asList(field.split(" ", -1));
    }

    /**
     * Whether {@code name} is one of the condition keys that a line lists, whose case does not matter. A
     * {@code *} at the end of a listed one stands for any end.
     */
    public static boolean lists(List<String> conditionKeys, String name) {
        var lowerCase = name.toLowerCase(Locale.ROOT);
        return conditionKeys.stream()
                .map(key -> key.toLowerCase(Locale.ROOT))
                .anyMatch(key -> key.endsWith("*")
                        ? lowerCase.startsWith(key.substring(0, key.length() - 1))
                        : lowerCase.equals(key));
    }
}
