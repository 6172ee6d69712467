package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Random documents, every element and operator of the language in them. */
final class Statements {

    /** Whether the policies of a scenario like to deny. */
    enum Mood {
        LENIENT,
        STRICT
    }

    private final Choice choice;
    private Mood mood = Mood.LENIENT;
    private Scenario.Caller focus = Vocabulary.CALLERS.getFirst();
    private Vocabulary.Family family = Vocabulary.FAMILIES.getFirst();

    Statements(Choice choice) {
        this.choice = choice;
    }

    /** Sets what the next documents are like, and whom and what they have in mind. */
    void begin() {
        mood = choice.chance(45) ? Mood.STRICT : Mood.LENIENT;
        focus = choice.pick(Vocabulary.CALLERS);
        family = Vocabulary.familyOf(choice.pick(Vocabulary.OPERATORS));
    }

    Scenario.Caller focus() {
        return focus;
    }

    /** What the values of {@code aws:many} are. */
    Vocabulary.Family family() {
        return family;
    }

    /** A principal as policies and grants name it, often one of those that fit the caller in mind. */
    String name() {
        var fitting = Vocabulary.namesOf(focus);
        return choice.chance(60) && !fitting.isEmpty()
                ? choice.pick(fitting)
                : choice.pick(Vocabulary.PRINCIPALS);
    }

    Scenario.Document document(PolicyKind kind, String name) {
        var statements = new ArrayList<String>();
        if (choice.chance(isCeiling(kind) ? 75 : mood == Mood.STRICT ? 50 : 75)) {
            statements.add(wide(kind));
        }
        for (var left = choice.upTo(most()); left > 1 || statements.isEmpty(); left--) {
            statements.add(statement(kind, statements.size()));
        }
        return new Scenario.Document(
                name,
                choice.pick(List.of("2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", "")),
                statements);
    }

    /** Some documents have so many statements that the engine finds them by their names. */
    private int most() {
        return choice.chance(3) ? 40 : 3;
    }

    /** A statement as most policies have one: it allows everything, or everything to the caller in mind. */
    private String wide(PolicyKind kind) {
        Map<String, Object> elements = new LinkedHashMap<>();
        elements.put("Effect", "Allow");
        switch (kind) {
            case RESOURCE_CONTROL, VPC_ENDPOINT -> elements.put("Principal", "*");
            case KEY_POLICY, TRUST ->
                elements.put("Principal", Vocabulary.elementOf(choice, focus));
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, GRANT -> {}
        }
        elements.put("Action", kind == PolicyKind.TRUST ? "sts:*" : "*");
        if (kind != PolicyKind.TRUST) {
            elements.put("Resource", "*");
        }
        return RawJson.write(elements);
    }

    private static boolean isCeiling(PolicyKind kind) {
        return switch (kind) {
            case PERMISSIONS_BOUNDARY, SESSION, VPC_ENDPOINT, SERVICE_CONTROL, RESOURCE_CONTROL ->
                true;
            case IDENTITY, KEY_POLICY, TRUST, GRANT -> false;
        };
    }

    private String statement(PolicyKind kind, int number) {
        Map<String, Object> elements = new LinkedHashMap<>();
        if (choice.chance(15)) {
            elements.put("Sid", "S" + number);
        }
        var deny =
                kind == PolicyKind.RESOURCE_CONTROL || choice.chance(mood == Mood.STRICT ? 35 : 4);
        elements.put("Effect", deny ? "Deny" : "Allow");
        addPrincipal(kind, elements);
        if (kind == PolicyKind.TRUST) {
            elements.put("Action", list(Vocabulary.TRUST_PATTERNS));
        } else {
            addActionAndResource(kind, elements);
        }
        if (choice.chance(deny ? 50 : 25)) {
            elements.put("Condition", condition());
        }
        return RawJson.write(elements);
    }

    private void addActionAndResource(PolicyKind kind, Map<String, Object> elements) {
        var mayLack = kind == PolicyKind.KEY_POLICY && choice.chance(4);
        if (!mayLack || choice.chance(50)) {
            var patterns = choice.chance(55) ? Vocabulary.WIDE_ACTIONS : Vocabulary.ACTION_PATTERNS;
            var listed = kind == PolicyKind.RESOURCE_CONTROL || choice.chance(90);
            elements.put(listed ? "Action" : "NotAction", list(patterns));
        }
        if (!mayLack || choice.chance(50)) {
            var negated = choice.chance(10);
            elements.put(
                    negated ? "NotResource" : "Resource",
                    choice.chance(60) && !negated ? "*" : list(Vocabulary.RESOURCE_PATTERNS));
        }
    }

    private void addPrincipal(PolicyKind kind, Map<String, Object> elements) {
        switch (kind) {
            case RESOURCE_CONTROL -> elements.put("Principal", "*");
            case KEY_POLICY, VPC_ENDPOINT ->
                elements.put(choice.chance(85) ? "Principal" : "NotPrincipal", principal(kind));
            case TRUST -> elements.put("Principal", principal(kind));
            case IDENTITY, PERMISSIONS_BOUNDARY, SESSION, SERVICE_CONTROL, GRANT -> {}
        }
    }

    private Object principal(PolicyKind kind) {
        if (choice.chance(12)) {
            return "*";
        }
        Map<String, Object> types = new TreeMap<>();
        if (choice.chance(80)) {
            types.put("AWS", choice.chance(10) ? "*" : names());
        }
        if (choice.chance(15)) {
            types.put("Service", list(Vocabulary.SERVICES));
        }
        if (kind == PolicyKind.TRUST && choice.chance(25)) {
            types.put("Federated", list(Vocabulary.PROVIDERS));
        }
        return types.isEmpty() ? Map.of("AWS", choice.pick(Vocabulary.ACCOUNTS)) : types;
    }

    /** A few of them, so that the caller is often among them. */
    private List<String> names() {
        var names = new ArrayList<String>();
        for (var left = choice.upTo(4); left > 0; left--) {
            names.add(choice.chance(3) ? "*" : name());
        }
        return names;
    }

    private Map<String, Object> condition() {
        Map<String, Object> operators = new LinkedHashMap<>();
        do {
            Map<String, Object> keys = new LinkedHashMap<>();
            var operator = choice.chance(6) ? addNull(keys) : addComparison(keys);
            operators.put(operator, keys);
        } while (choice.chance(20));
        return operators;
    }

    private String addNull(Map<String, Object> keys) {
        var operator =
                choice.pick(List.of("Null", "Null", "ForAllValues:Null", "ForAnyValue:Null"));
        keys.put(
                operator.startsWith("ForAll") ? "aws:many" : anyKey(),
                list(List.of("true", "false", "TRUE")));
        return operator;
    }

    private String addComparison(Map<String, Object> keys) {
        var quantifier = choice.pick(List.of("", "", "ForAllValues:", "ForAnyValue:"));
        var operator = quantifier.isEmpty() || choice.chance(30)
                ? choice.pick(Vocabulary.OPERATORS)
                : choice.pick(family.operators());
        var compared = Vocabulary.familyOf(operator);
        do {
            var key = quantifier.isEmpty() == choice.chance(85) ? compared.key() : "aws:many";
            keys.put(
                    choice.chance(5) && !quantifier.equals("ForAllValues:") ? anyKey() : key,
                    choice.chance(97) ? values(compared.patterns()) : List.of());
        } while (choice.chance(10));
        return quantifier
                + choice.pick(compared.operators())
                + (choice.chance(40) ? "IfExists" : "");
    }

    private String anyKey() {
        var keys = new ArrayList<>(Vocabulary.KEYS.keySet());
        keys.add("aws:many");
        keys.add("aws:none");
        keys.add("AWS:V");
        return choice.pick(keys);
    }

    private Object list(List<String> from) {
        return choice.chance(60)
                ? choice.pickEarly(from)
                : List.of(choice.pickEarly(from), choice.pick(from));
    }

    /** As {@link #list}, with numbers and booleans at times. */
    private Object values(List<String> from) {
        if (choice.chance(8)) {
            return choice.pick(
                    List.of(5, true, new BigDecimal("-1.50"), List.of(1_000, "x", false)));
        }
        return choice.chance(80)
                ? list(from)
                : IntStream.range(0, 5).mapToObj(_ -> choice.pickEarly(from)).toList();
    }
}
