package dev.keyward.policy.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * JSON as maps, lists and strings, read and written by hand; numbers and booleans are their text. It
 * reads what is known to be JSON and is not there to refuse anything.
 */
final class RawJson {

    private final String text;
    private int at;

    private RawJson(String text) {
        this.text = text;
    }

    static Map<String, Object> object(String text) {
        return members(new RawJson(text).value());
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> scalar();
        };
    }

    private char peek() {
        while (text.charAt(at) <= ' ') {
            at++;
        }
        return text.charAt(at);
    }

    /** Whether that character comes next, which is then left behind. */
    private boolean skip(char c) {
        var found = peek() == c;
        at += found ? 1 : 0;
        return found;
    }

    private Map<String, Object> object() {
        var members = new LinkedHashMap<String, Object>();
        skip('{');
        while (!skip('}')) {
            skip(',');
            peek();
            var name = string();
            skip(':');
            members.put(name, value());
        }
        return members;
    }

    private List<Object> array() {
        var values = new ArrayList<Object>();
        skip('[');
        while (!skip(']')) {
            skip(',');
            values.add(value());
        }
        return values;
    }

    private String string() {
        var string = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            string.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        at++;
        var c = text.charAt(at);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
        }
        var named = "nrtbf".indexOf(c);
        return named < 0 ? c : "\n\r\t\b\f".charAt(named);
    }

    private String scalar() {
        var start = at;
        while (",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    @SuppressWarnings("unchecked") // Only object() makes these maps.
    static Map<String, Object> members(Object value) {
        return (Map<String, Object>) value;
    }

    /** One string or a list of them. */
    static List<String> texts(Object value) {
        return value instanceof List<?> many
                ? many.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    /** The value as JSON text. */
    static String write(Object value) {
        return switch (value) {
            case Map<?, ?> members ->
                members.entrySet().stream()
                        .map(member -> write(member.getKey()) + ":" + write(member.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> values ->
                values.stream().map(RawJson::write).collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            case Boolean bool -> bool.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c < ' ' || c > '\u00FF') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
