package dev.keyward.policy.spec;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.KeyRule;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.parse.PolicyException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question to be asked again and again, of the engine and of the reference: the four requests of a
 * workload that other policy engines were measured by, under few policies, many, or large ones.
 */
public final class Workload {

    /** The requests of {@code workload.json} by their ids there. */
    public enum Request {
        ALLOW("allow"),
        IMPLICIT_DENY("implicit-deny"),
        EXPLICIT_DENY_IDENTITY("explicit-deny-identity"),
        EXPLICIT_DENY_KEY("explicit-deny-key");

        private final String id;

        Request(String id) {
            this.id = id;
        }
    }

    /** The policies around them. */
    public enum Size {
        /** Three identity policies and a key policy, 19 statements. */
        COMMON,
        /** As well two levels of service control, one of resource control, boundary, endpoint, 100 grants. */
        EVERY_LAYER,
        /** As {@link #COMMON}, but as many and as large policies as AWS lets a role and a key have. */
        LARGEST
    }

    private final Scenario scenario;
    private final AuthorizationRequest request;
    private final Policies policies;
    private final KeyTerms terms;
    private final SpecEvaluator.Reading reading;
    private final Coverage coverage = new Coverage();

    private Workload(Scenario scenario) throws PolicyException {
        this.scenario = scenario;
        this.request = scenario.request();
        this.policies = scenario.policies();
        this.terms = scenario.terms();
        this.reading = new SpecEvaluator.Reading(scenario.layers());
    }

    public static Workload of(Size size, Request request) {
        try {
            var layers = new WorkloadPolicies().of(size);
            return new Workload(new Scenario(question(request), layers));
        } catch (PolicyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Scenario.Question question(Request request) {
        var json = WorkloadPolicies.list("workload.json", "requests").stream()
                .map(RawJson::members)
                .filter(candidate -> request.id.equals(candidate.get("id")))
                .findFirst()
                .orElseThrow();
        var resource = RawJson.members(json.get("resource"));
        var context = RawJson.members(json.get("context"));
        return new Scenario.Question(
                "key",
                Scenario.Caller.of("session 111122223333/payments-api/i-0abc123def456"),
                text(json.get("action")),
                text(resource.get("arn")),
                new AccountId(text(resource.get("account"))),
                false,
                "",
                context,
                encryptionContext(context));
    }

    private static Map<String, String> encryptionContext(Map<String, Object> context) {
        var prefix = "kms:EncryptionContext:";
        var pairs = new TreeMap<String, String>();
        context.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                pairs.put(name.substring(prefix.length()), text(value));
            }
        });
        return pairs;
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }

    /** The engine's answer; everything but the decision itself was made before. */
    public Decision decide() {
        return KeyRule.decide(request, policies, terms);
    }

    /** Why it is answered so. */
    public Explanation explain() {
        return Explanation.of(new Question(new Question.OfKey(terms), request, policies));
    }

    /** The engine's answer in the words of {@link #reference}. */
    String engine() {
        return scenario.askEngine(policies);
    }

    /** The reference's answer. */
    public String reference() {
        return SpecEvaluator.decide(reading, scenario.question(), coverage);
    }

    /** The text of the largest managed policy that AWS allows. */
    public static String managedPolicy() {
        return of(Size.LARGEST, Request.ALLOW)
                .documents(PolicyKind.IDENTITY)
                .getLast()
                .text();
    }

    /** The documents that speak, as text. */
    List<Scenario.Document> documents(PolicyKind kind) {
        return scenario.layers().flat(kind);
    }
}
