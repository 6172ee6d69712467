package dev.keyward.server.authorize;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.decide.AccountRule;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.KeyRule;
import dev.keyward.policy.decide.KeyTerms;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.TrustRule;

/**
 * A request with everything that has a say in it, so that whoever holds it can ask it again, of the
 * policies as they were.
 */
public record Question(Rule rule, AuthorizationRequest request, Policies policies) {

    /** By which rule it is decided. */
    public sealed interface Rule {}

    /** {@link AccountRule}. */
    public record OfAccount() implements Rule {}

    /** {@link KeyRule}, for a key that exists. */
    public record OfKey(KeyTerms terms) implements Rule {}

    /** {@link KeyRule}, for one that does not. */
    public record OfUnknownKey() implements Rule {}

    /** {@link TrustRule}; a role that does not exist has no policy. */
    public record OfTrust() implements Rule {}

    Decision decide() {
        return switch (rule) {
            case OfAccount _ -> AccountRule.decide(request, policies);
            case OfKey key -> KeyRule.decide(request, policies, key.terms());
            case OfUnknownKey _ -> KeyRule.decideUnknown(request, policies);
            case OfTrust _ -> TrustRule.decide(request, policies);
        };
    }
}
