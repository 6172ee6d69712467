package dev.keyward.cli;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.decide.RetireRule;
import dev.keyward.policy.decide.Wording;
import dev.keyward.policy.explain.Changes;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.SmallestChanges;

import java.util.List;
import java.util.Optional;

/**
 * One line of a batch: a request, every policy that has a say, and what should come of it.
 *
 * @param warnings what is odd about the policies, though it is clear what they mean
 */
record Case(
        Optional<String> id,
        Rule rule,
        AuthorizationRequest request,
        Policies policies,
        KeyTerms terms,
        Expectation expectation,
        List<String> warnings) {

    /** Which rule decides. */
    sealed interface Rule {

        record Key() implements Rule {}

        record Trust() implements Rule {}

        /** Of these grants one is to be retired, whichever may be. */
        record Retire(List<RetireRule.Retirable> retirable) implements Rule {}

        record Account() implements Rule {}

        /** What anybody may do who is somebody, whatever policies say. */
        record Everybody() implements Rule {}

        /** What policies can deny, but not allow. */
        record Nobody() implements Rule {}
    }

    /** What the line expects; what it does not say is not compared. */
    record Expectation(
            Optional<String> decision,
            Optional<List<String>> blockedBy,
            Optional<List<String>> matched,
            Optional<String> message) {}

    Decision decide() {
        return switch (rule) {
            case Rule.Key _, Rule.Trust _, Rule.Account _ -> question().decide();
            case Rule.Retire(var grants) ->
                grants.isEmpty() ? notAllowed() : question().decide();
            case Rule.Everybody() -> new Decision.Allow(List.of());
            case Rule.Nobody() -> {
                var decision = question().decide();
                yield decision instanceof Decision.ExplicitDeny ? decision : notAllowed();
            }
        };
    }

    /** Why it is decided so; what policies do not decide, has the decision of its own. */
    Explanation explain() {
        return new Explanation(question(), decide(), Explanation.of(question()).layers());
    }

    /** What would allow it; what policies do not decide, no change of them allows. */
    Changes changes() {
        return switch (rule) {
            case Rule.Key _, Rule.Trust _, Rule.Account _ -> SmallestChanges.of(question());
            case Rule.Retire(var grants) ->
                grants.isEmpty()
                        ? new Changes.Never(Changes.Why.NOT_TO_RETIRE)
                        : SmallestChanges.of(question());
            case Rule.Everybody() -> new Changes.Ways(List.of());
            case Rule.Nobody() -> new Changes.Never(Changes.Why.KEPT);
        };
    }

    /** What is asked of the policies; what they do not decide, is decided as if of an account's resource. */
    Question question() {
        return switch (rule) {
            case Rule.Key() -> ask(new Question.OfKey(terms));
            case Rule.Trust() -> ask(new Question.OfTrust());
            case Rule.Retire(var grants) -> retire(grants);
            case Rule.Account _, Rule.Everybody _, Rule.Nobody _ -> ask(new Question.OfAccount());
        };
    }

    private Question ask(Question.Rule by) {
        return new Question(by, request, policies);
    }

    /** Whether the first that may be retired may be, or else the last. */
    private Question retire(List<RetireRule.Retirable> grants) {
        var question = ask(new Question.OfAccount());
        for (var grant : grants) {
            question = ask(new Question.OfRetire(grant));
            if (question.decide().isAllowed()) {
                break;
            }
        }
        return question;
    }

    private static Decision notAllowed() {
        return new Decision.ImplicitDeny(
                PolicyKind.KEY_POLICY, new Decision.Told.Missing(PolicyKind.KEY_POLICY));
    }

    Wording wording() {
        return rule instanceof Rule.Trust ? Wording.WITHOUT_REASON : Wording.ON_RESOURCE;
    }
}
