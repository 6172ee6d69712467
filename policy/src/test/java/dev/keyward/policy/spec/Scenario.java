package dev.keyward.policy.spec;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.AccountRule;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyRule;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.decide.TrustRule;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Policies as text and a question to them: what the engine and the reference both answer. */
record Scenario(Question question, Layers layers) {

    /** {@code rule} is {@code key}, {@code account} or {@code trust}; a context value is text or a list. */
    record Question(
            String rule,
            Principal caller,
            String action,
            String resource,
            AccountId owner,
            boolean ownAccountOnly,
            Map<String, Object> context,
            Map<String, String> encryptionContext) {}

    /** Every layer is a list of levels of documents; only service and resource control have several. */
    record Layers(Map<PolicyKind, List<List<Document>>> levels, List<GrantText> grants) {

        List<List<Document>> of(PolicyKind kind) {
            return levels.getOrDefault(kind, List.of());
        }

        List<Document> flat(PolicyKind kind) {
            return of(kind).stream().flatMap(List::stream).toList();
        }
    }

    /** A document, its statements as JSON. */
    record Document(String name, String version, List<String> statements) {

        String text() {
            return "{\"Version\":\"" + version + "\",\"Statement\":[" + String.join(",", statements)
                    + "]}";
        }
    }

    /** {@code constraint} is {@code equals} or {@code subset}, or empty. */
    record GrantText(
            String id,
            String grantee,
            Set<String> operations,
            String constraint,
            Map<String, String> pairs) {}

    /** The engine's answer, as {@link SpecEvaluator} writes its own. */
    String askEngine() throws PolicyException {
        return askEngine(policies());
    }

    /** As {@link #askEngine()}, with the layers' policies parsed before. */
    String askEngine(Policies policies) {
        var request = new AuthorizationRequest(
                question.caller(),
                question.action(),
                question.resource(),
                question.owner(),
                contextKeys());
        return render(
                switch (question.rule()) {
                    case "key" -> KeyRule.decide(request, policies, terms());
                    case "trust" -> TrustRule.decide(request, policies);
                    default -> AccountRule.decide(request, policies);
                });
    }

    /** The scenario in the words of a case file, to be kept as a case once it is understood. */
    String describe() throws PolicyException {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("# engine:    " + askEngine());
        lines.add("# reference: " + new SpecEvaluator(this).decide());
        lines.add("rule " + question.rule());
        lines.add("caller " + question.caller());
        lines.add("action " + question.action());
        lines.add("resource " + question.resource());
        lines.add("owner " + question.owner()
                + (question.ownAccountOnly() ? " own-account-only" : ""));
        lines.add("context " + question.context());
        lines.add("encryption-context " + question.encryptionContext());
        layers.grants().forEach(grant -> lines.add("grant " + grant));
        layers.levels()
                .forEach((kind, levels) -> levels.forEach(level -> level.forEach(document -> {
                    lines.add(kind + " " + document.name());
                    lines.add("  " + document.text());
                })));
        return String.join("\n", lines);
    }

    private ContextKeys contextKeys() {
        var builder = ContextKeys.builder();
        question.context().forEach((name, value) -> {
            if (value instanceof List<?> many) {
                builder.multiple(name, many.stream().map(String::valueOf).toList());
            } else {
                builder.single(name, (String) value);
            }
        });
        return builder.build();
    }

    private KeyTerms terms() {
        var grants = layers.grants().stream()
                .map(text -> new Grant(
                        text.id(),
                        text.grantee(),
                        text.operations(),
                        constraint(text),
                        Optional.empty()))
                .toList();
        return new KeyTerms(
                question.ownAccountOnly() ? KeyTerms.Reach.OWN_ACCOUNT : KeyTerms.Reach.ANY_ACCOUNT,
                Grants.of(grants),
                question.encryptionContext());
    }

    private static Optional<Grant.Constraint> constraint(GrantText text) {
        return switch (text.constraint()) {
            case "equals" -> Optional.of(new Grant.Constraint.Equals(text.pairs()));
            case "subset" -> Optional.of(new Grant.Constraint.Subset(text.pairs()));
            default -> Optional.empty();
        };
    }

    Policies policies() throws PolicyException {
        var policies = Policies.none()
                .withIdentity(parsed(PolicyKind.IDENTITY))
                .withBoundary(parsed(PolicyKind.PERMISSIONS_BOUNDARY))
                .withSession(parsed(PolicyKind.SESSION))
                .withServiceControl(parsedLevels(PolicyKind.SERVICE_CONTROL))
                .withResourceControl(parsedLevels(PolicyKind.RESOURCE_CONTROL));
        for (var policy : parsed(PolicyKind.KEY_POLICY)) {
            policies = policies.withResource(policy);
        }
        for (var policy : parsed(PolicyKind.TRUST)) {
            policies = policies.withResource(policy);
        }
        for (var policy : parsed(PolicyKind.VPC_ENDPOINT)) {
            policies = policies.withVpcEndpoint(policy);
        }
        return policies;
    }

    private List<NamedPolicy> parsed(PolicyKind kind) throws PolicyException {
        return parsedLevels(kind).stream().flatMap(List::stream).toList();
    }

    private List<List<NamedPolicy>> parsedLevels(PolicyKind kind) throws PolicyException {
        var levels = new ArrayList<List<NamedPolicy>>();
        for (var level : layers.of(kind)) {
            var policies = new ArrayList<NamedPolicy>();
            for (var document : level) {
                policies.add(new NamedPolicy(
                        document.name(),
                        document.statements().isEmpty()
                                ? PolicyDocument.empty(kind)
                                : PolicyDocument.parse(document.text(), kind)));
            }
            levels.add(policies);
        }
        return levels;
    }

    private static String render(Decision decision) {
        return switch (decision) {
            case Decision.Allow(var sources) ->
                sources.stream()
                        .map(Scenario::render)
                        .sorted()
                        .collect(Collectors.joining(" ", "allow ", ""))
                        .strip();
            case Decision.ExplicitDeny(var source, var told) ->
                "deny " + render(source) + told(told);
            case Decision.ImplicitDeny(var missing, var told) -> "missing " + missing + told(told);
        };
    }

    private static String told(Decision.Told told) {
        return switch (told) {
            case Decision.Told.Hidden() -> ", told nothing";
            case Decision.Told.Missing(var kind) -> ", told missing " + kind;
            case Decision.Told.Denied(var source) -> ", told denied " + source.kind();
        };
    }

    private static String render(Source source) {
        return source.kind() + ":" + source.policy() + "#" + source.index();
    }
}
