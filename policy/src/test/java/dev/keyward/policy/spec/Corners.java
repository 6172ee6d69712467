package dev.keyward.policy.spec;

import java.util.ArrayList;
import java.util.List;

/** Every corner that the random scenarios must reach, in the words of {@link Coverage}. */
final class Corners {

    private static final List<String> OF_THE_CALLER =
            List.of("identity", "boundary", "session", "endpoint", "scp");
    private static final List<String> NAMED =
            List.of("itself", "anyone", "role", "maker", "account");

    private final List<String> labels = new ArrayList<>();

    private Corners() {}

    static List<String> all() {
        var corners = new Corners();
        corners.addConditions();
        corners.addRules();
        corners.addElements();
        corners.addGrants();
        return List.copyOf(corners.labels);
    }

    /** One label for each combination of words, one of each list. */
    @SafeVarargs
    private void add(List<String>... words) {
        var combined = List.of("");
        for (var list : words) {
            combined = combined.stream()
                    .flatMap(begun ->
                            list.stream().map(word -> begun.isEmpty() ? word : begun + " " + word))
                    .toList();
        }
        labels.addAll(combined);
    }

    private void addConditions() {
        var operators = List.copyOf(Vocabulary.EVERY_OPERATOR);
        add(List.of("condition"), operators, List.of("holds", "fails"));
        add(
                List.of("key"),
                List.of("absent", "single", "multiple", "empty"),
                List.of("one", "every", "any"),
                List.of("compared"));
        add(List.of("key"), List.of("absent", "single", "multiple"), List.of("one Null"));
        labels.add("variable literal");
        add(
                List.of("variable"),
                List.of("absent", "single", "empty"),
                List.of("alone", "with fallback"));
        labels.add("variable multiple alone");
    }

    private void addRules() {
        var withOwner = List.of("key", "account", "trust");
        var withoutOwner = List.of("retire", "unknown");
        add(List.of("answer"), withOwner, List.of("allow", "deny", "missing"));
        add(List.of("answer"), withoutOwner, List.of("deny", "missing"));
        labels.add("answer retire allow");
        for (var outcome : List.of("deny", "missing")) {
            add(List.of(outcome), withOwner, OF_THE_CALLER);
            add(List.of(outcome), withOwner, List.of("rcp"));
            add(List.of(outcome), withoutOwner, OF_THE_CALLER);
            add(List.of(outcome), List.of("key key", "account key", "trust trust"));
        }
        add(List.of("missing"), withoutOwner, List.of("key"));
        for (var rule : List.of("key", "account", "trust", "retire", "unknown")) {
            add(
                    List.of("caller " + rule),
                    List.of("user", "session", "federated-user", "root"),
                    List.of("own", "foreign"));
            add(List.of("caller " + rule), List.of("web", "service"), List.of("own"));
        }
        add(
                List.of("told"),
                List.of(
                        "missing for a deny",
                        "nothing of a deny",
                        "nothing of what is missing",
                        "of an ARN",
                        "of no ARN"));
        add(
                List.of("wording"),
                List.of("plain", "ciphertext", "without resource", "without reason"));
    }

    private void addElements() {
        add(
                List.of("element"),
                List.of("Action", "NotAction", "Resource", "NotResource", "NotPrincipal"),
                List.of("applies", "spares"));
        add(List.of("element"), List.of("no Action", "no Resource"));
        add(List.of("element Principal"), NAMED);
        labels.add("element Principal no");
        add(List.of("version"), List.of("none", "2008-10-17", "2012-10-17"));
        var effects = List.of("allow", "deny");
        add(
                List.of("hit"),
                List.of("identity", "boundary", "session", "scp"),
                effects,
                List.of("attached"));
        add(List.of("hit"), List.of("key", "trust", "endpoint"), effects, NAMED);
        add(List.of("hit rcp"), effects, List.of("anyone"));
    }

    private void addGrants() {
        var hows = List.of("itself", "role", "maker", "account");
        add(List.of("grant"), hows, List.of("none"), List.of("holds", "free"));
        add(List.of("grant"), hows, List.of("equals", "subset"), List.of("holds", "fails", "free"));
        add(List.of("grant source"), List.of("any", "fits", "other"));
        add(List.of("retire"), hows);
        labels.add("retire no");
    }
}
