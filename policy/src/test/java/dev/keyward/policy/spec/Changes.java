package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Scenarios made from others, to be compared with them. */
final class Changes {

    /** The kinds that have documents. */
    static final List<PolicyKind> KINDS = List.of(
            PolicyKind.IDENTITY,
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION,
            PolicyKind.KEY_POLICY,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.RESOURCE_CONTROL,
            PolicyKind.TRUST);

    private Changes() {}

    static Scenario withLevels(
            Scenario from, PolicyKind kind, List<List<Scenario.Document>> levels) {
        Map<PolicyKind, List<List<Scenario.Document>>> all = new EnumMap<>(PolicyKind.class);
        all.putAll(from.layers().levels());
        all.put(kind, levels);
        return new Scenario(
                from.question(), new Scenario.Layers(all, from.layers().grants()));
    }

    static Scenario without(Scenario from, PolicyKind kind) {
        var less = withLevels(from, kind, List.of());
        less.layers().levels().remove(kind);
        return less;
    }

    static Scenario withGrants(Scenario from, List<Scenario.GrantText> grants) {
        return new Scenario(from.question(), new Scenario.Layers(from.layers().levels(), grants));
    }

    static Scenario asking(Scenario from, Scenario.Question question) {
        return new Scenario(question, from.layers());
    }

    /** With the documents of every level of that kind changed. */
    static Scenario inLevels(
            Scenario from, PolicyKind kind, UnaryOperator<List<Scenario.Document>> change) {
        return from.layers().of(kind).isEmpty()
                ? from
                : withLevels(
                        from, kind, from.layers().of(kind).stream().map(change).toList());
    }

    /** With the statements of every document of that kind changed. */
    static Scenario inDocuments(
            Scenario from, PolicyKind kind, UnaryOperator<List<String>> change) {
        return inLevels(
                from,
                kind,
                documents -> documents.stream()
                        .map(document -> new Scenario.Document(
                                document.name(),
                                document.version(),
                                change.apply(document.statements())))
                        .toList());
    }

    /** With every statement of every policy changed. */
    static Scenario inStatements(Scenario from, UnaryOperator<String> change) {
        var changed = from;
        for (var kind : KINDS) {
            changed = inDocuments(changed, kind, all -> all.stream().map(change).toList());
        }
        return changed;
    }

    static UnaryOperator<List<String>> adding(String statement) {
        return statements -> {
            var more = new ArrayList<>(statements);
            more.add(statement);
            return more;
        };
    }

    static <T> List<T> shuffled(List<T> values) {
        var others = new ArrayList<>(values);
        Collections.shuffle(others, new Random(values.hashCode()));
        return others;
    }

    /** Every object and array of a statement in another order. */
    static Object shuffled(Object json) {
        return switch (json) {
            case Map<?, ?> members -> {
                var others = new LinkedHashMap<Object, Object>();
                shuffled(List.copyOf(members.keySet()))
                        .forEach(name -> others.put(name, shuffled(members.get(name))));
                yield others;
            }
            case List<?> items -> shuffled(List.<Object>copyOf(items));
            default -> json;
        };
    }

    /** A statement that allows or denies everything to everybody. */
    static String everything(PolicyKind kind, String effect) {
        Map<String, Object> elements = new LinkedHashMap<>();
        elements.put("Effect", effect);
        switch (kind) {
            case KEY_POLICY, TRUST, VPC_ENDPOINT, RESOURCE_CONTROL ->
                elements.put("Principal", "*");
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, GRANT -> {}
        }
        elements.put("Action", kind == PolicyKind.TRUST ? "sts:*" : "*");
        if (kind != PolicyKind.TRUST) {
            elements.put("Resource", "*");
        }
        return RawJson.write(elements);
    }

    /** A layer of one document of one statement. */
    static List<List<Scenario.Document>> layer(String statement) {
        return List.of(List.of(new Scenario.Document("more", "2012-10-17", List.of(statement))));
    }

    /** Statements that each have one of the values of every list, together as good as the one. */
    static List<String> split(String statement) {
        var split = List.of(RawJson.object(statement));
        for (var element : List.of("Action", "Resource")) {
            split = split.stream()
                    .flatMap(one -> one.containsKey(element)
                            ? RawJson.texts(one.get(element)).stream()
                                    .map(value -> with(one, element, value))
                            : List.of(one).stream())
                    .toList();
        }
        return split.stream()
                .flatMap(one -> principals(one).stream())
                .map(RawJson::write)
                .toList();
    }

    private static List<Map<String, Object>> principals(Map<String, Object> statement) {
        if (!(statement.get("Principal") instanceof Map<?, ?> types)) {
            return List.of(statement);
        }
        var split = new ArrayList<Map<String, Object>>();
        types.forEach((type, values) -> RawJson.texts(values)
                .forEach(value -> split.add(with(statement, "Principal", Map.of(type, value)))));
        return split;
    }

    /** The statement with that element set, and no Sid, which may not stand twice. */
    static Map<String, Object> with(Map<String, Object> statement, String element, Object value) {
        var other = new LinkedHashMap<>(statement);
        other.put(element, value);
        other.remove("Sid");
        return other;
    }
}
