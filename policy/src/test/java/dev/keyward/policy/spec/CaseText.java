package dev.keyward.policy.spec;

import dev.keyward.policy.PolicyKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes a scenario as a case of a {@code .case} file, to be looked at and then kept. */
final class CaseText {

    private static final String INDENT = "  ";

    private final Scenario scenario;
    private final List<String> lines = new ArrayList<>();

    private CaseText(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The case in which {@code expected} is what must come of it. */
    static List<String> of(String title, Scenario scenario, String expected) {
        var text = new CaseText(scenario);
        text.lines.add("case " + title);
        text.addQuestion();
        text.addPolicies();
        scenario.layers().grants().forEach(text::addGrant);
        if (scenario.question().rule().equals("retire")) {
            var ended = scenario.layers().grants().getFirst();
            text.add("retiring", ended.retiring());
            text.add("issued", ended.issuer());
        }
        var answer = expected.split("\n", -1);
        text.lines.add("expect " + answer[0]);
        for (var line = 1; line < answer.length; line++) {
            text.lines.add(INDENT + answer[line]);
        }
        return text.lines;
    }

    private void addQuestion() {
        var question = scenario.question();
        add("rule", question.rule());
        add("caller", question.caller().words());
        add("action", question.action());
        add("resource", question.resource());
        add("owner", question.owner().value());
        add("wording", question.wording());
        if (question.ownAccountOnly()) {
            lines.add("own-account-only");
        }
        addPairs("context", question.context());
        addPairs("encryption-context", question.encryptionContext());
    }

    private void add(String word, String rest) {
        if (!rest.isEmpty()) {
            lines.add(word + " " + rest);
        }
    }

    private void addPairs(String word, Map<String, ?> pairs) {
        if (!pairs.isEmpty()) {
            lines.add(word);
            new TreeMap<>(pairs)
                    .forEach((name, value) -> lines.add(INDENT + name + " = " + written(value)));
        }
    }

    private static String written(Object value) {
        return value instanceof List<?> many
                ? "[" + String.join(", ", many.stream().map(CaseText::written).toList()) + "]"
                : value.equals("") ? "\"\"" : value.toString();
    }

    private void addPolicies() {
        for (var kind : PolicyKind.values()) {
            for (var level : scenario.layers().of(kind)) {
                var word = SpecAnswer.word(kind);
                for (var document : level) {
                    lines.add(word + " " + document.name());
                    document.text().lines().forEach(line -> lines.add(INDENT + line));
                    word = kind == PolicyKind.SERVICE_CONTROL || kind == PolicyKind.RESOURCE_CONTROL
                            ? SpecAnswer.word(kind) + "-beside"
                            : word;
                }
            }
        }
    }

    private void addGrant(Scenario.GrantText grant) {
        lines.add("grant " + grant.id());
        lines.add(INDENT + "to " + grant.grantee());
        lines.add(INDENT + "for " + String.join(" ", new TreeSet<>(grant.operations())));
        if (!grant.constraint().isEmpty()) {
            var pairs = new ArrayList<String>();
            new TreeMap<>(grant.pairs()).forEach((name, value) -> pairs.add(name + "=" + value));
            lines.add(INDENT + grant.constraint() + " " + String.join(" ", pairs));
        }
        add(INDENT + "source", grant.source());
    }
}
