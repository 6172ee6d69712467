package dev.keyward.server.iam.simulate;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Simulates requests of one caller under the same policies, and tells of each as IAM does. Only where
 * there is a resource's policy does the account that owns the resource matter, and only then is a KMS key
 * decided like one: IAM's simulator knows nothing of the key's own policy either.
 *
 * @param owner of resources whose ARNs tell no account; the caller's account if it is not said
 * @param given what the simulated requests bring; it wins over what tells of the caller
 */
record Simulation(
        SimulatedCaller caller,
        Layers layers,
        Optional<AccountId> owner,
        ContextKeys given,
        StatementPlaces places) {

    /** The policies that are simulated. */
    record Layers(
            List<NamedPolicy> identity,
            Optional<NamedPolicy> boundary,
            Optional<NamedPolicy> resource) {

        Layers {
            identity = List.copyOf(identity);
        }

        /** How many statements must be looked at for one result. */
        long statements() {
            return Stream.of(identity.stream(), boundary.stream(), resource.stream())
                    .flatMap(policies -> policies)
                    .mapToLong(policy -> policy.document().statements().size())
                    .sum();
        }

        private Policies policies() {
            var policies = Policies.none()
                    .withIdentity(identity)
                    .withBoundary(boundary.stream().toList());
            return resource.map(policies::withResource).orElse(policies);
        }
    }

    /** The result for one action on one resource. */
    Struct result(String action, String resource) {
        var request = new AuthorizationRequest(
                caller.principal(),
                action,
                resource,
                resourceAccount(resource),
                caller.keys().with(given));
        var explanation = Explanation.of(new Question(rule(resource), request, layers.policies()));
        var verdict = verdict(explanation.decision());
        var found = new SimulatedLayers(explanation, layers, places);
        var isAny = resource.equals("*");
        var result = Struct.builder()
                .put("EvalActionName", action)
                .put("EvalResourceName", resource)
                .put("EvalDecision", verdict.word())
                .putList("MatchedStatements", found.deciding(verdict))
                .putTexts("MissingContextValues", isAny ? found.missingKeys() : List.of());
        boundaryDetail(found).ifPresent(detail -> put(result, detail));
        if (!isAny) {
            result.put("EvalDecisionDetails", details(request, found));
            result.putList("ResourceSpecificResults", List.of(specific(request, verdict, found)));
        }
        return result.build();
    }

    private Struct specific(AuthorizationRequest request, Verdict verdict, SimulatedLayers found) {
        var result = Struct.builder()
                .put("EvalResourceName", request.resource())
                .put("EvalResourceDecision", verdict.word())
                .putList("MatchedStatements", found.relevant(verdict))
                .putTexts("MissingContextValues", found.missingKeys());
        boundaryDetail(found).ifPresent(detail -> put(result, detail));
        if (request.isForeign()) {
            result.put("EvalDecisionDetails", details(request, found));
        }
        return result.build();
    }

    private static void put(Struct.Builder result, Document detail) {
        result.put("PermissionsBoundaryDecisionDetail", detail);
    }

    private static Optional<Struct> boundaryDetail(SimulatedLayers found) {
        return found.boundary()
                .map(verdict -> Struct.builder()
                        .put("AllowedByPermissionsBoundary", verdict == Verdict.ALLOWED)
                        .build());
    }

    /** What each side says; between two accounts only, since within one it is told by the result. */
    private static Struct details(AuthorizationRequest request, SimulatedLayers found) {
        var details = Struct.builder();
        if (request.isForeign()) {
            details.put(
                    SimulatedLayers.type(PolicyKind.IDENTITY), found.identity().word());
            found.resource()
                    .ifPresent(verdict -> details.put(
                            SimulatedLayers.type(PolicyKind.KEY_POLICY), verdict.word()));
            found.boundary()
                    .ifPresent(verdict -> details.put(
                            SimulatedLayers.type(PolicyKind.PERMISSIONS_BOUNDARY), verdict.word()));
        }
        return details.build();
    }

    private Question.Rule rule(String resource) {
        return layers.resource().isPresent() && isKey(resource)
                ? new Question.OfKey(KeyTerms.of(KeyTerms.Reach.ANY_ACCOUNT))
                : new Question.OfAccount();
    }

    private static boolean isKey(String resource) {
        return Arn.isArn(resource)
                && Arn.parse(resource).service().equals("kms")
                && Arn.parse(resource).resource().startsWith("key/");
    }

    private AccountId resourceAccount(String resource) {
        var own = caller.principal().account();
        if (layers.resource().isEmpty() || !Arn.isArn(resource)) {
            return own;
        }
        var account = Arn.parse(resource).account();
        return AccountId.isAccountId(account) ? new AccountId(account) : owner.orElse(own);
    }

    private static Verdict verdict(Decision decision) {
        return switch (decision) {
            case Decision.Allow _ -> Verdict.ALLOWED;
            case Decision.ExplicitDeny _ -> Verdict.EXPLICIT_DENY;
            case Decision.ImplicitDeny _ -> Verdict.IMPLICIT_DENY;
        };
    }
}
