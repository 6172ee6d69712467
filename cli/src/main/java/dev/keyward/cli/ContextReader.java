package dev.keyward.cli;

import dev.keyward.policy.ContextKeys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the condition keys of a case. */
final class ContextReader {

    private ContextReader() {}

    /** As they are given: a list is multi-valued even with one value, and null is as good as absent. */
    static ContextKeys read(Fields given) throws CaseException {
        var keys = ContextKeys.builder();
        var names = new HashSet<String>();
        for (var key : given.all().entrySet()) {
            var name = key.getKey();
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new CaseException(given.path(name) + " stands twice");
            }
            if (key.getValue() instanceof Json.Items(var values)) {
                keys.multiple(name, texts(values, given.path(name)));
            } else if (!(key.getValue() instanceof Json.Null)) {
                keys.single(name, text(key.getValue(), given.path(name)));
            }
        }
        return keys.build();
    }

    private static List<String> texts(List<Json> values, String path) throws CaseException {
        var texts = new ArrayList<String>();
        for (var value : values) {
            texts.add(text(value, path + "[" + texts.size() + "]"));
        }
        return texts;
    }

    /** Numbers and booleans are taken for their text, as in conditions. */
    private static String text(Json value, String path) throws CaseException {
        return switch (value) {
            case Json.Text(var text) -> text;
            case Json.Bool(var truth) -> Boolean.toString(truth);
            case Json.Numeral(var written) -> written;
            case Json.Null _, Json.Items _, Json.Members _ ->
                throw new CaseException(path + " is not a value");
        };
    }

    /**
     * Given and derived keys together.
     *
     * @throws CaseException if a key is both, and not with the same value
     */
    static ContextKeys agree(ContextKeys given, DerivedKeys derived) throws CaseException {
        for (var name : derived.facts().names()) {
            var said = given.findLowerCase(name);
            var follows = derived.facts().findLowerCase(name);
            if (said.isPresent() && !same(said.get(), follows)) {
                throw new CaseException("request.context: `" + name + "` is " + written(said)
                        + ", but the rest of the case says " + written(follows));
            }
        }
        return derived.unlessSaid(given).with(derived.facts()).with(given);
    }

    /** The values of a multi-valued key have no order. */
    private static boolean same(ContextKeys.Value said, Optional<ContextKeys.Value> follows) {
        if (said instanceof ContextKeys.Multiple(var some)
                && follows.isPresent()
                && follows.get() instanceof ContextKeys.Multiple(var others)) {
            return Set.copyOf(some).equals(Set.copyOf(others));
        }
        return Optional.of(said).equals(follows);
    }

    private static String written(Optional<ContextKeys.Value> value) {
        return switch (value.orElse(new ContextKeys.Multiple(List.of()))) {
            case ContextKeys.Single(var text) -> "`" + text + "`";
            case ContextKeys.Multiple(var texts) -> texts.toString();
        };
    }
}
