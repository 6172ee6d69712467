package dev.keyward.policy.spec;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Grant;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.PolicyCase;
import dev.keyward.policy.decide.RetireRule;
import dev.keyward.policy.decide.TestingPrincipals;
import dev.keyward.policy.decide.Wording;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Policies as text and a question to them: what the engine and the reference both answer. */
record Scenario(Question question, Layers layers) {

    /** Who asks, also in the words of a case file. */
    record Caller(String words, Principal principal) {

        static Caller of(String words) {
            return new Caller(words, TestingPrincipals.of(words));
        }
    }

    /**
     * {@code rule} is one of {@code key}, {@code account}, {@code trust}, {@code retire} and {@code
     * unknown}; a context value is text or a list; {@code wording} is that of a case file, or empty.
     */
    record Question(
            String rule,
            Caller caller,
            String action,
            String resource,
            AccountId owner,
            boolean ownAccountOnly,
            String wording,
            Map<String, Object> context,
            Map<String, String> encryptionContext) {

        boolean isForeign() {
            return !(caller.principal() instanceof Principal.Service)
                    && !caller.principal().account().equals(owner);
        }

        Question withContext(Map<String, Object> other) {
            return new Question(
                    rule,
                    caller,
                    action,
                    resource,
                    owner,
                    ownAccountOnly,
                    wording,
                    other,
                    encryptionContext);
        }
    }

    /** Every layer is a list of levels of documents; only service and resource control have several. */
    record Layers(Map<PolicyKind, List<List<Document>>> levels, List<GrantText> grants) {

        List<List<Document>> of(PolicyKind kind) {
            return levels.getOrDefault(kind, List.of());
        }

        List<Document> flat(PolicyKind kind) {
            return of(kind).stream().flatMap(List::stream).toList();
        }
    }

    /** A document, its statements as JSON; {@code version} is empty if it has none. */
    record Document(String name, String version, List<String> statements) {

        String text() {
            var start = version.isEmpty() ? "{" : "{\"Version\":\"" + version + "\",";
            return start + "\"Statement\":[\n" + String.join(",\n", statements) + "]}";
        }
    }

    /** {@code constraint} is {@code equals} or {@code subset}; what is not there is empty. */
    record GrantText(
            String id,
            String grantee,
            Set<String> operations,
            String constraint,
            Map<String, String> pairs,
            String source,
            String retiring,
            String issuer) {}

    /** The engine's answer, as {@link SpecEvaluator} writes its own. */
    String askEngine() {
        try {
            return askEngine(policies());
        } catch (PolicyException notAPolicy) {
            throw new IllegalArgumentException(notAPolicy);
        }
    }

    /** As {@link #askEngine()}, with the layers' policies parsed before. */
    String askEngine(Policies policies) {
        var asked = toAsk(policies);
        return String.join("\n", PolicyCase.render(asked.request(), asked.decide(), wording()));
    }

    /** The scenario as the engine takes it. */
    dev.keyward.policy.decide.Question toAsk() {
        try {
            return toAsk(policies());
        } catch (PolicyException notAPolicy) {
            throw new IllegalArgumentException(notAPolicy);
        }
    }

    private dev.keyward.policy.decide.Question toAsk(Policies policies) {
        return new dev.keyward.policy.decide.Question(rule(), request(), policies);
    }

    private dev.keyward.policy.decide.Question.Rule rule() {
        return switch (question.rule()) {
            case "key" -> new dev.keyward.policy.decide.Question.OfKey(terms());
            case "trust" -> new dev.keyward.policy.decide.Question.OfTrust();
            case "retire" -> new dev.keyward.policy.decide.Question.OfRetire(retirable());
            case "unknown" -> new dev.keyward.policy.decide.Question.OfUnknownKey();
            default -> new dev.keyward.policy.decide.Question.OfAccount();
        };
    }

    private Wording wording() {
        return question.wording().isEmpty()
                ? Wording.ON_RESOURCE
                : PolicyCase.wording(question.wording());
    }

    AuthorizationRequest request() {
        return new AuthorizationRequest(
                question.caller().principal(),
                question.action(),
                question.resource(),
                question.owner(),
                contextKeys());
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

    KeyTerms terms() {
        var grants = layers.grants().stream().map(Scenario::grant).toList();
        return new KeyTerms(
                question.ownAccountOnly() ? KeyTerms.Reach.OWN_ACCOUNT : KeyTerms.Reach.ANY_ACCOUNT,
                Grants.of(grants),
                question.encryptionContext());
    }

    private static Grant grant(GrantText text) {
        return new Grant(
                text.id(),
                text.grantee(),
                text.operations(),
                constraint(text),
                Optional.of(text.source()).filter(source -> !source.isEmpty()));
    }

    private RetireRule.Retirable retirable() {
        var text = layers.grants().getFirst();
        return new RetireRule.Retirable(
                grant(text),
                Optional.of(text.retiring()).filter(principal -> !principal.isEmpty()),
                new AccountId(text.issuer()));
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
                        document.name(), PolicyDocument.parse(document.text(), kind)));
            }
            levels.add(policies);
        }
        return levels;
    }
}
