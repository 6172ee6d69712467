package dev.keyward.server.refusals;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Grants;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.server.authorize.Authorizer.Refusal;
import dev.keyward.server.authorize.Call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call that was not authorized, with what that was decided by. It holds what policies can see of the
 * request, an encryption context for example, and nothing else of it: no plaintext, no ciphertext, no
 * credentials.
 *
 * @param operation with its service, for example {@code kms:Decrypt}
 * @param message what the caller was told
 */
record RefusedCall(
        String requestId, Instant time, String operation, String message, Question question) {

    /** Objects and references around the text of one call. */
    private static final int OVERHEAD_BYTES = 1_500;

    /** As many of a key's grants as anybody reads. None of them allowed the call, so none is missed. */
    private static final int MOST_GRANTS = 50;

    private static final int GRANT_BYTES = 600;

    /** For each condition key or value: its object, its place in a map. */
    private static final int VALUE_BYTES = 120;

    static RefusedCall of(Call call, String operation, Refusal refusal) {
        return new RefusedCall(
                call.requestId(),
                call.now(),
                operation,
                refusal.text(),
                holding(refusal.question()));
    }

    /** The condition keys are made here, from what the call still holds, for the call not to be held. */
    private static Question holding(Question question) {
        var request = question.request();
        var held = new AuthorizationRequest(
                request.principal(),
                request.action(),
                request.resource(),
                request.resourceAccount(),
                ContextKeys.empty().with(request.context()));
        return new Question(holdingFewGrants(question), held, question.policies());
    }

    /** A key's grants change often, and many that are gone would be held otherwise. */
    private static Question.Rule holdingFewGrants(Question question) {
        if (!(question.rule() instanceof Question.OfKey(var terms))
                || terms.grants().all().size() <= MOST_GRANTS) {
            return question.rule();
        }
        var operation = question.request().action().substring("kms:".length());
        var few = terms.grants().all().stream()
                .filter(grant -> grant.operations().contains(operation))
                .limit(MOST_GRANTS)
                .toList();
        return new Question.OfKey(
                new KeyTerms(terms.reach(), Grants.of(few), terms.encryptionContext()));
    }

    AccountId callerAccount() {
        return question.request().principal().account();
    }

    /** What {@code account} may see of it; empty if it has no part in it. */
    Optional<View> seenBy(AccountId account) {
        var calls = account.equals(callerAccount());
        var owns = account.equals(question.request().resourceAccount());
        if (calls && owns) {
            return Optional.of(View.BOTH);
        }
        if (calls) {
            return Optional.of(View.CALLER);
        }
        return owns ? Optional.of(View.RESOURCE) : Optional.empty();
    }

    /** About how much memory it takes, without the policies, which others may hold as well. */
    int bytes() {
        var request = question.request();
        var characters = message.length() + request.resource().length();
        var values = 0;
        for (var name : request.context().names()) {
            characters += name.length();
            for (var value : LayerShapes.values(request.context().find(name))) {
                characters += value.length();
                values++;
            }
        }
        return OVERHEAD_BYTES + 2 * characters + VALUE_BYTES * values + GRANT_BYTES * grants();
    }

    private int grants() {
        return question.rule() instanceof Question.OfKey(var terms)
                ? terms.grants().all().size()
                : 0;
    }

    /** Every policy that had a say in it. */
    Stream<PolicyDocument> documents() {
        Policies policies = question.policies();
        return Stream.of(
                        policies.identity().stream(),
                        policies.resource().stream(),
                        policies.boundary().stream(),
                        policies.session().stream(),
                        policies.vpcEndpoint().stream(),
                        policies.serviceControl().stream().flatMap(List::stream),
                        policies.resourceControl().stream().flatMap(List::stream))
                .flatMap(each -> each)
                .map(NamedPolicy::document);
    }
}
