package dev.keyward.policy.decide;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.PolicyKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may retire a grant, which the grant itself says: its retiring principal, its grantee if
 * retiring is among the grant's operations, and the account that made it, by that account's identity
 * policies. The key policy and resource control policies have no say; an identity policy that denies has.
 *
 * <p>Source: KMS Developer Guide, "Retiring and revoking grants"; KMS API Reference, "RetireGrant".
 */
public final class RetireRule {

    private static final String RETIRE = "RetireGrant";

    private RetireRule() {}

    /**
     * What a grant says about its end.
     *
     * @param retiringPrincipal a user, role, session or account, by ARN or unique id
     * @param issuingAccount the account whose principal made the grant
     */
    public record Retirable(
            Grant grant, Optional<String> retiringPrincipal, AccountId issuingAccount) {}

    public static Decision decide(
            AuthorizationRequest request, Policies policies, Retirable retirable) {
        var terms =
                new KeyTerms(KeyTerms.Reach.ANY_ACCOUNT, Grants.of(asGrants(retirable)), Map.of());
        var found = policies.ofCaller().findings();
        var context = found.context(request);
        return request.isForeign()
                ? GuardedRule.decideForeign(PolicyKind.KEY_POLICY, context, found, terms)
                : GuardedRule.decideOwn(PolicyKind.KEY_POLICY, context, found, terms);
    }

    /** Each who may retire, as if by a grant of that alone, so that the rule for grants decides. */
    private static List<Grant> asGrants(Retirable retirable) {
        var grant = retirable.grant();
        var grants = new ArrayList<Grant>();
        retirable
                .retiringPrincipal()
                .ifPresent(principal -> grants.add(toRetire(grant, principal)));
        if (grant.operations().contains(RETIRE)) {
            grants.add(toRetire(grant, grant.grantee()));
        }
        grants.add(toRetire(grant, retirable.issuingAccount().value()));
        return grants;
    }

    private static Grant toRetire(Grant grant, String principal) {
        return new Grant(grant.id(), principal, Set.of(RETIRE), Optional.empty(), Optional.empty());
    }
}
