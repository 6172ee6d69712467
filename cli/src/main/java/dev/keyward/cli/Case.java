package dev.keyward.cli;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.decide.AccountRule;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.KeyRule;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.RetireRule;
import dev.keyward.policy.decide.TrustRule;
import dev.keyward.policy.decide.Wording;

import java.util.List;
import java.util.Optional;

/** One line of a batch: a request, every policy that has a say, and what should come of it. */
record Case(
        Optional<String> id,
        Rule rule,
        AuthorizationRequest request,
        Policies policies,
        KeyTerms terms,
        Expectation expectation) {

    /** Which rule decides. */
    sealed interface Rule {

        record Key() implements Rule {}

        record Trust() implements Rule {}

        record Retire(RetireRule.Retirable retirable) implements Rule {}

        record Account() implements Rule {}
    }

    /** What the line expects; what it does not say is not compared. */
    record Expectation(
            Optional<String> decision,
            Optional<List<String>> blockedBy,
            Optional<List<String>> matched,
            Optional<String> message) {}

    Decision decide() {
        return switch (rule) {
            case Rule.Key() -> KeyRule.decide(request, policies, terms);
            case Rule.Trust() -> TrustRule.decide(request, policies);
            case Rule.Retire(var retirable) -> RetireRule.decide(request, policies, retirable);
            case Rule.Account() -> AccountRule.decide(request, policies);
        };
    }

    Wording wording() {
        return rule instanceof Rule.Trust ? Wording.WITHOUT_REASON : Wording.ON_RESOURCE;
    }
}
