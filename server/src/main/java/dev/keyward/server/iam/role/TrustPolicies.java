package dev.keyward.server.iam.role;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.server.authorize.PrincipalNames;
import dev.keyward.server.iam.common.PolicyDocuments;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

/**
 * Trust policies, between what people write and what is kept: users and roles are kept by unique id.
 * If one is deleted its id shows, and a later one of the same name is not trusted.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
final class TrustPolicies {

    private TrustPolicies() {}

    /**
     * What is kept of the trust policy {@code text}.
     *
     * @throws ServiceException {@code MalformedPolicyDocument} if it is none, or names a principal that
     *     this server does not have; {@code LimitExceeded}
     */
    static String stored(String text, Snapshot snapshot) {
        var document = PolicyDocuments.requireTrust(text);
        var names = new PrincipalNames(snapshot);
        return document.mapPrincipals(written -> names.stored(written)
                .orElseThrow(() -> PolicyDocuments.malformed(
                        PolicyDocuments.invalidPrincipal("\"AWS\":\"" + written + "\""))));
    }

    /** What people see of a trust policy that is kept. */
    static String shown(String stored, Snapshot snapshot) {
        var names = new PrincipalNames(snapshot);
        try {
            return PolicyDocument.parse(stored, PolicyKind.TRUST).mapPrincipals(names::shown);
        } catch (PolicyException broken) {
            throw new IllegalStateException("a stored trust policy cannot be read", broken);
        }
    }
}
