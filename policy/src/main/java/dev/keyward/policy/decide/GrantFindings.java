package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which grants allow a request, by the way in which they name the caller. */
final class GrantFindings {

    /** The operations for which the constraint on the encryption context does not count. */
    private static final Set<String> UNCONSTRAINED =
            Set.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private static final GrantFindings NONE =
            new GrantFindings(Optional.empty(), Optional.empty(), Optional.empty());

    private final Optional<Source> direct;
    private final Optional<Source> capped;
    private final Optional<Source> delegated;

    private GrantFindings(
            Optional<Source> direct, Optional<Source> capped, Optional<Source> delegated) {
        this.direct = direct;
        this.capped = capped;
        this.delegated = delegated;
    }

    static GrantFindings none() {
        return NONE;
    }

    static GrantFindings of(AuthorizationRequest request, KeyTerms terms) {
        var caller = request.principal();
        var grants = terms.grants();
        return new GrantFindings(
                first(grants.to(caller), request, terms),
                first(grants.toWhomItActsAs(caller), request, terms),
                first(grants.toAccountOf(caller), request, terms));
    }

    private static Optional<Source> first(
            List<Grant> grants, AuthorizationRequest request, KeyTerms terms) {
        for (var grant : grants) {
            if (permits(grant, request, terms)) {
                return Optional.of(Source.of(grant));
            }
        }
        return Optional.empty();
    }

    private static boolean permits(Grant grant, AuthorizationRequest request, KeyTerms terms) {
        var operation = request.action().substring(request.action().indexOf(':') + 1);
        if (!grant.operations().contains(operation)) {
            return false;
        }
        var constraint = grant.constraint();
        if (constraint.isPresent()
                && !UNCONSTRAINED.contains(operation)
                && !constraint.get().holds(terms.encryptionContext())) {
            return false;
        }
        return grant.sourceArn().isEmpty()
                || request.context()
                        .find("aws:SourceArn")
                        .filter(new ContextKeys.Single(grant.sourceArn().get())::equals)
                        .isPresent();
    }

    /** The grant to the caller itself. */
    Optional<Source> direct() {
        return direct;
    }

    /** The grant to whom the caller acts as: a role, a user. */
    Optional<Source> capped() {
        return capped;
    }

    /** The grant that leaves the choice to the caller's account. */
    Optional<Source> delegated() {
        return delegated;
    }
}
