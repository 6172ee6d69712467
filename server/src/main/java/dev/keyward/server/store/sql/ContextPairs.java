package dev.keyward.server.store.sql;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pairs of an encryption context, or tags, in one column: names and values by turns, in order of the names,
 * each with its length and a colon before it. Equal pairs have equal texts.
 */
final class ContextPairs {

    private static final char END_OF_LENGTH = ':';

    private ContextPairs() {}

    static String write(SortedMap<String, String> pairs) {
        var text = new StringBuilder();
        pairs.forEach((name, value) -> {
            append(text, name);
            append(text, value);
        });
        return text.toString();
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(END_OF_LENGTH).append(part);
    }

    static SortedMap<String, String> read(String text) {
        var pairs = new TreeMap<String, String>();
        var at = 0;
        while (at < text.length()) {
            var name = part(text, at);
            var value = part(text, end(text, at));
            pairs.put(name, value);
            at = end(text, end(text, at));
        }
        return pairs;
    }

    private static String part(String text, int at) {
        return text.substring(text.indexOf(END_OF_LENGTH, at) + 1, end(text, at));
    }

    /** Where the part that begins at {@code at} ends. */
    private static int end(String text, int at) {
        var colon = text.indexOf(END_OF_LENGTH, at);
        return colon + 1 + Integer.parseInt(text, at, colon, 10);
    }
}
