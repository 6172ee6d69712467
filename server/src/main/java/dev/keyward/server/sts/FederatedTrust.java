package dev.keyward.server.sts;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.NamedPrincipal;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;

/**
 * Whether a role's trust policy names an identity provider. A {@code *} does not stand for those whom a
 * provider vouches for: a role that trusts everybody means everybody with credentials.
 */
final class FederatedTrust {

    private FederatedTrust() {}

    static boolean names(Role role, String provider) {
        try {
            return PolicyDocument.parse(role.trustPolicy(), PolicyKind.TRUST).principals().stream()
                    .filter(principal -> principal.type() == NamedPrincipal.Type.FEDERATED)
                    .anyMatch(principal -> principal.value().equals(provider));
        } catch (PolicyException _) {
            return false; // what cannot be read trusts nobody
        }
    }

    /** The role as a target; one that does not name the provider is refused as one that does not exist. */
    static Target.Resource resource(AskedRole asked, String provider, Snapshot snapshot) {
        return asked.find(snapshot)
                .filter(role -> names(role, provider))
                .<Target.Resource>map(Target.Trust::new)
                .orElseGet(() -> new Target.UnknownRole(asked.arn()));
    }
}
