package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;

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

    /** {@link RetireRule}. */
    public record OfRetire(RetireRule.Retirable retirable) implements Rule {}

    public Decision decide() {
        return switch (rule) {
            case OfAccount _ -> AccountRule.decide(request, policies);
            case OfKey(var terms) -> KeyRule.decide(request, policies, terms);
            case OfUnknownKey _ -> KeyRule.decideUnknown(request, policies);
            case OfTrust _ -> TrustRule.decide(request, policies);
            case OfRetire(var retirable) -> RetireRule.decide(request, policies, retirable);
        };
    }
}
