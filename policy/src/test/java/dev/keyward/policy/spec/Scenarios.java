package dev.keyward.policy.spec;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.PolicyKind;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Random scenarios, each layer reached often. The same seed gives the same scenarios. */
final class Scenarios {

    private static final List<String> RULES = List.of(
            "key", "key", "key", "key", "key", "key", "account", "account", "account", "trust",
            "trust", "retire", "retire", "unknown");

    private final Choice choice;
    private final Statements statements;

    Scenarios(long seed) {
        this.choice = new Choice(seed);
        this.statements = new Statements(choice);
    }

    Scenario next() {
        var rule = choice.pick(RULES);
        statements.begin();
        return ask(layers(rule), rule);
    }

    /** Another question to the same policies, mostly of somebody whom they have in mind. */
    Scenario ask(Scenario.Layers layers, String rule) {
        return new Scenario(question(rule), layers);
    }

    private Scenario.Question question(String rule) {
        var caller = choice.chance(75) ? statements.focus() : choice.pick(Vocabulary.CALLERS);
        var hasResource = !rule.equals("account") || choice.chance(60);
        var resource = hasResource ? choice.pick(Vocabulary.RESOURCES) : "*";
        var owner = hasResource
                ? new AccountId(resource.split(":", -1)[4])
                : caller.principal().account();
        return new Scenario.Question(
                rule,
                caller,
                action(rule),
                resource,
                owner,
                rule.equals("key") && choice.chance(10),
                choice.chance(90)
                        ? ""
                        : choice.pick(List.of("ciphertext", "without resource", "without reason")),
                context(),
                choice.pick(List.of(
                        Map.of("a", "1"), Map.of("a", "1", "b", "2"), Map.of("A", "1"), Map.of())));
    }

    private String action(String rule) {
        return switch (rule) {
            case "trust" -> choice.pick(Vocabulary.TRUST_ACTIONS);
            case "retire" -> "kms:RetireGrant";
            default -> choice.pick(Vocabulary.ACTIONS);
        };
    }

    private Map<String, Object> context() {
        var context = new LinkedHashMap<String, Object>();
        Vocabulary.KEYS.forEach((key, values) -> {
            if (choice.chance(65)) {
                var value =
                        choice.pickEarly(choice.chance(95) ? values : Vocabulary.KEYS.get("aws:v"));
                context.put(choice.chance(10) ? key.toUpperCase(Locale.ROOT) : key, value);
            }
        });
        if (choice.chance(80)) {
            context.put("aws:many", many());
        }
        return context;
    }

    /** Values of one family, mostly; none at times, which is as good as absent. */
    private List<String> many() {
        var values = new ArrayList<String>();
        var family = choice.chance(80)
                ? statements.family().values()
                : choice.pick(Vocabulary.FAMILIES).values();
        for (var left = choice.upTo(4); left > 1; left--) {
            values.add(choice.chance(90) ? choice.pickEarly(family) : "");
        }
        return List.copyOf(values);
    }

    private Scenario.Layers layers(String rule) {
        var levels = new EnumMap<PolicyKind, List<List<Scenario.Document>>>(PolicyKind.class);
        addLayer(levels, PolicyKind.IDENTITY, 88, 1, 2);
        if (rule.equals("trust")) {
            addLayer(levels, PolicyKind.TRUST, 100, 1, 1);
        } else if (!rule.equals("unknown")) {
            addLayer(levels, PolicyKind.KEY_POLICY, rule.equals("key") ? 95 : 40, 1, 1);
        }
        if (!rule.equals("unknown")) {
            addLayer(levels, PolicyKind.RESOURCE_CONTROL, 15, 2, 2);
        }
        addLayer(levels, PolicyKind.PERMISSIONS_BOUNDARY, 18, 1, 1);
        addLayer(levels, PolicyKind.SESSION, 25, 1, 2);
        addLayer(levels, PolicyKind.VPC_ENDPOINT, 15, 1, 1);
        addLayer(levels, PolicyKind.SERVICE_CONTROL, 20, 3, 2);
        return new Scenario.Layers(levels, grants(rule));
    }

    private void addLayer(
            Map<PolicyKind, List<List<Scenario.Document>>> levels,
            PolicyKind kind,
            int percent,
            int mostLevels,
            int mostDocuments) {
        if (!choice.chance(percent)) {
            return;
        }
        var layer = new ArrayList<List<Scenario.Document>>();
        for (var level = choice.upTo(mostLevels); level > 0; level--) {
            var documents = new ArrayList<Scenario.Document>();
            for (var left = choice.upTo(mostDocuments); left > 0; left--) {
                documents.add(statements.document(
                        kind, name(kind, layer.size() + "" + documents.size())));
            }
            layer.add(documents);
        }
        levels.put(kind, layer);
    }

    /** Managed policies go by their ARN. */
    private String name(PolicyKind kind, String number) {
        return choice.chance(20)
                ? "arn:aws:iam::" + Vocabulary.A + ":policy/p" + number
                : SpecAnswer.word(kind).charAt(0) + number;
    }

    private List<Scenario.GrantText> grants(String rule) {
        var grants = new ArrayList<Scenario.GrantText>();
        while (choice.chance(30) || (rule.equals("retire") && grants.isEmpty())) {
            grants.add(new Scenario.GrantText(
                    "g" + grants.size(),
                    granted(),
                    choice.pick(List.of(
                            Set.of("Decrypt", "DescribeKey"),
                            Set.of("Decrypt", "RetireGrant"),
                            Set.of("ReEncryptFrom", "CreateGrant", "Decrypt"))),
                    choice.pick(List.of("", "equals", "subset")),
                    choice.pick(List.of(
                            Map.of("a", "1"),
                            Map.of("A", "1"),
                            Map.of("b", "2"),
                            Map.of("a", "1", "b", "2"))),
                    choice.chance(80) ? "" : "arn:aws:s3:::bucket",
                    choice.chance(50) ? "" : granted(),
                    choice.chance(80) ? Vocabulary.A : Vocabulary.B));
        }
        return grants;
    }

    private String granted() {
        return choice.chance(85) ? statements.name() : choice.pick(Vocabulary.SERVICES);
    }
}
