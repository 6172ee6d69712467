package dev.keyward.policy.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes policies as JSON; used by one thread. */
final class PolicyPrinter {

    private static final String INDENT = "  ";

    /** The last character that a policy may hold without an escape. */
    private static final char LAST_PLAIN = '\u00ff';

    private final StringBuilder out = new StringBuilder();
    private int level;

    private PolicyPrinter() {}

    static String print(WrittenPolicy policy) {
        var printer = new PolicyPrinter();
        printer.policy(policy);
        return printer.out.toString();
    }

    static String print(WrittenStatement statement) {
        var printer = new PolicyPrinter();
        printer.statement(statement);
        return printer.out.toString();
    }

    private void policy(WrittenPolicy policy) {
        var members = new LinkedHashMap<String, Runnable>();
        members.put("Version", () -> quote(policy.version().written()));
        policy.id().ifPresent(id -> members.put("Id", () -> quote(id)));
        members.put("Statement", () -> items(policy.statements(), this::statement));
        members(members);
    }

    private void statement(WrittenStatement statement) {
        var members = new LinkedHashMap<String, Runnable>();
        statement.sid().ifPresent(sid -> members.put("Sid", () -> quote(sid)));
        members.put(
                "Effect",
                () -> quote(
                        switch (statement.effect()) {
                            case ALLOW -> "Allow";
                            case DENY -> "Deny";
                        }));
        var principals = statement.principals();
        if (!principals.isAbsent()) {
            members.put(name("Principal", principals), () -> principals(principals.values()));
        }
        texts("Action", statement.actions(), members);
        texts("Resource", statement.resources(), members);
        if (!statement.conditions().isEmpty()) {
            members.put("Condition", () -> conditions(statement.conditions()));
        }
        members(members);
    }

    private static String name(String element, Listed<?> listed) {
        return switch (listed.sense()) {
            case THESE -> element;
            case ALL_BUT_THESE -> "Not" + element;
        };
    }

    private void texts(String element, Listed<String> listed, Map<String, Runnable> members) {
        if (!listed.isAbsent()) {
            members.put(name(element, listed), () -> texts(listed.values()));
        }
    }

    private void principals(List<WrittenPrincipal> principals) {
        var anyone = new WrittenPrincipal(NamedPrincipal.Type.AWS, "*");
        if (principals.equals(List.of(anyone))) {
            quote("*");
            return;
        }
        var types = new LinkedHashMap<String, Runnable>();
        for (var principal : principals) {
            var type = principal.type();
            var values = principals.stream()
                    .filter(other -> other.type() == type)
                    .map(WrittenPrincipal::value)
                    .toList();
            types.put(type.written(), () -> texts(values));
        }
        members(types);
    }

    private void conditions(List<WrittenCondition> conditions) {
        var operators = new LinkedHashMap<String, Runnable>();
        for (var condition : conditions) {
            var operator = condition.operator();
            var keys = new LinkedHashMap<String, Runnable>();
            conditions.stream()
                    .filter(other -> other.operator().equals(operator))
                    .forEach(other -> keys.put(other.key(), () -> texts(other.values())));
            operators.put(operator, () -> members(keys));
        }
        members(operators);
    }

    private void texts(List<String> values) {
        if (values.size() == 1) {
            quote(values.getFirst());
        } else {
            items(values, this::quote);
        }
    }

    private void members(Map<String, Runnable> members) {
        out.append('{');
        level++;
        var separator = "";
        for (var member : members.entrySet()) {
            out.append(separator);
            line();
            quote(member.getKey());
            out.append(": ");
            member.getValue().run();
            separator = ",";
        }
        level--;
        line();
        out.append('}');
    }

    private <T> void items(List<T> items, Consumer<T> print) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        level++;
        var separator = "";
        for (var item : items) {
            out.append(separator);
            line();
            print.accept(item);
            separator = ",";
        }
        level--;
        line();
        out.append(']');
    }

    private void line() {
        out.append('\n').repeat(INDENT, level);
    }

    /** A policy holds no character beyond U+00FF and no control, but by an escape it may mean any. */
    private void quote(String text) {
        out.append('"');
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > LAST_PLAIN) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
