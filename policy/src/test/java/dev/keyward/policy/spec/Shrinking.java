package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a scenario smaller as long as it keeps showing the same thing. */
final class Shrinking {

    private static final String PLAIN_VERSION = "2012-10-17";

    private Shrinking() {}

    static Scenario smallest(Scenario scenario, Predicate<Scenario> shows) {
        var smaller = Optional.of(scenario);
        var found = scenario;
        while (smaller.isPresent()) {
            found = smaller.get();
            smaller = candidates(found).filter(shows).findFirst();
        }
        return found;
    }

    private static Stream<Scenario> candidates(Scenario from) {
        return Stream.of(
                        policies(from),
                        lists(from.layers().grants()).stream()
                                .filter(grants -> !grants.isEmpty()
                                        || !from.question().rule().equals("retire"))
                                .map(grants -> new Scenario(
                                        from.question(),
                                        new Scenario.Layers(from.layers().levels(), grants))),
                        questions(from.question())
                                .map(question -> new Scenario(question, from.layers())))
                .flatMap(found -> found);
    }

    private static Stream<Scenario> policies(Scenario from) {
        return from.layers().levels().entrySet().stream()
                .flatMap(layer -> levels(layer.getValue()).map(levels -> {
                    Map<PolicyKind, List<List<Scenario.Document>>> all =
                            new EnumMap<>(from.layers().levels());
                    all.put(layer.getKey(), levels);
                    if (levels.isEmpty()) {
                        all.remove(layer.getKey());
                    }
                    return new Scenario(
                            from.question(),
                            new Scenario.Layers(all, from.layers().grants()));
                }));
    }

    /** Without a level, then without a document, then with a smaller document. */
    private static Stream<List<List<Scenario.Document>>> levels(
            List<List<Scenario.Document>> levels) {
        var smaller = new ArrayList<>(lists(levels));
        for (var level = 0; level < levels.size(); level++) {
            var documents = levels.get(level);
            for (var fewer : lists(documents)) {
                if (!fewer.isEmpty()) {
                    smaller.add(replaced(levels, level, fewer));
                }
            }
            for (var index = 0; index < documents.size(); index++) {
                for (var document : documents(documents.get(index))) {
                    smaller.add(replaced(levels, level, replaced(documents, index, document)));
                }
            }
        }
        return smaller.stream();
    }

    private static List<Scenario.Document> documents(Scenario.Document from) {
        var smaller = new ArrayList<Scenario.Document>();
        for (var fewer : lists(from.statements())) {
            if (!fewer.isEmpty()) {
                smaller.add(new Scenario.Document(from.name(), from.version(), fewer));
            }
        }
        for (var index = 0; index < from.statements().size(); index++) {
            for (var statement : json(RawJson.object(from.statements().get(index)))) {
                smaller.add(new Scenario.Document(
                        from.name(),
                        from.version(),
                        replaced(from.statements(), index, RawJson.write(statement))));
            }
        }
        if (!from.version().equals(PLAIN_VERSION)) {
            smaller.add(new Scenario.Document(from.name(), PLAIN_VERSION, from.statements()));
        }
        return smaller;
    }

    /** The value with one member or item less, wherever that stands in it. */
    private static List<Object> json(Object from) {
        var smaller = new ArrayList<Object>();
        switch (from) {
            case Map<?, ?> members ->
                members.forEach((name, value) -> {
                    smaller.add(without(members, name));
                    for (var other : json(value)) {
                        var changed = new LinkedHashMap<Object, Object>(members);
                        changed.put(name, other);
                        smaller.add(changed);
                    }
                });
            case List<?> items -> {
                if (items.size() == 1) {
                    smaller.add(items.getFirst());
                }
                smaller.addAll(lists(items));
            }
            default -> {}
        }
        return smaller;
    }

    private static Stream<Scenario.Question> questions(Scenario.Question from) {
        var smaller = new ArrayList<Scenario.Question>();
        for (var key : from.context().keySet()) {
            var context = new LinkedHashMap<>(from.context());
            context.remove(key);
            smaller.add(from.withContext(context));
        }
        if (!from.encryptionContext().isEmpty()) {
            smaller.add(new Scenario.Question(
                    from.rule(),
                    from.caller(),
                    from.action(),
                    from.resource(),
                    from.owner(),
                    from.ownAccountOnly(),
                    from.wording(),
                    from.context(),
                    Map.of()));
        }
        if (from.ownAccountOnly() || !from.wording().isEmpty()) {
            smaller.add(new Scenario.Question(
                    from.rule(),
                    from.caller(),
                    from.action(),
                    from.resource(),
                    from.owner(),
                    false,
                    "",
                    from.context(),
                    from.encryptionContext()));
        }
        return smaller.stream();
    }

    private static Map<Object, Object> without(Map<?, ?> members, Object name) {
        var fewer = new LinkedHashMap<Object, Object>(members);
        fewer.remove(name);
        return fewer;
    }

    /** The list without each of its items in turn. */
    private static <T> List<List<T>> lists(List<T> from) {
        var smaller = new ArrayList<List<T>>();
        for (var index = 0; index < from.size(); index++) {
            var fewer = new ArrayList<>(from);
            fewer.remove(index);
            smaller.add(List.copyOf(fewer));
        }
        return smaller;
    }

    private static <T> List<T> replaced(List<T> values, int index, T value) {
        var others = new ArrayList<>(values);
        others.set(index, value);
        return List.copyOf(others);
    }
}
