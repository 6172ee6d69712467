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
        var candidates = new ArrayList<Scenario>();
        for (var kind : PolicyKind.values()) {
            var levels = from.layers().of(kind);
            for (var level = 0; level < levels.size(); level++) {
                candidates.add(with(from, kind, without(levels, level)));
                for (var document = 0; document < levels.get(level).size(); document++) {
                    addSmallerDocuments(from, kind, level, document, candidates);
                }
            }
        }
        for (var index = 0; index < from.layers().grants().size(); index++) {
            candidates.add(new Scenario(
                    from.question(),
                    new Scenario.Layers(
                            from.layers().levels(), without(from.layers().grants(), index))));
        }
        for (var key : from.question().context().keySet()) {
            candidates.add(new Scenario(withoutKey(from.question(), key), from.layers()));
        }
        return candidates.stream();
    }

    private static void addSmallerDocuments(
            Scenario from, PolicyKind kind, int level, int index, List<Scenario> candidates) {
        var levels = from.layers().of(kind);
        var documents = levels.get(level);
        candidates.add(with(from, kind, replaced(levels, level, without(documents, index))));
        var document = documents.get(index);
        for (var statement = 0; statement < document.statements().size(); statement++) {
            var fewer = without(document.statements(), statement);
            var smaller = new Scenario.Document(document.name(), document.version(), fewer);
            candidates.add(
                    with(from, kind, replaced(levels, level, replaced(documents, index, smaller))));
        }
    }

    private static Scenario with(
            Scenario from, PolicyKind kind, List<List<Scenario.Document>> levels) {
        Map<PolicyKind, List<List<Scenario.Document>>> all = new EnumMap<>(PolicyKind.class);
        all.putAll(from.layers().levels());
        if (levels.isEmpty()) {
            all.remove(kind);
        } else {
            all.put(kind, levels);
        }
        return new Scenario(
                from.question(), new Scenario.Layers(all, from.layers().grants()));
    }

    private static Scenario.Question withoutKey(Scenario.Question from, String key) {
        var context = new LinkedHashMap<>(from.context());
        context.remove(key);
        return new Scenario.Question(
                from.rule(),
                from.caller(),
                from.action(),
                from.resource(),
                from.owner(),
                from.ownAccountOnly(),
                context,
                from.encryptionContext());
    }

    private static <T> List<T> without(List<T> values, int index) {
        var fewer = new ArrayList<>(values);
        fewer.remove(index);
        return List.copyOf(fewer);
    }

    private static <T> List<T> replaced(List<T> values, int index, T value) {
        var others = new ArrayList<>(values);
        others.set(index, value);
        return List.copyOf(others);
    }
}
