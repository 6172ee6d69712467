package dev.keyward.policy.decide;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.match.PrincipalMatch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which grants allow a request, by the way in which they name the caller. */
final class GrantFindings {

    /** The operations for which the constraint on the encryption context does not count. */
    private static final Set<String> UNCONSTRAINED =
            Set.of("DescribeKey", "RetireGrant", "CreateGrant", "GetPublicKey");

    private static final GrantFindings NONE = new GrantFindings(Map.of());

    private final Map<PrincipalMatch, Source> allows;

    private GrantFindings(Map<PrincipalMatch, Source> allows) {
        this.allows = allows;
    }

    static GrantFindings none() {
        return NONE;
    }

    static GrantFindings of(AuthorizationRequest request, KeyTerms terms) {
        if (terms.grants().isEmpty()) {
            return NONE;
        }
        var operation = request.action().substring(request.action().indexOf(':') + 1);
        var allows = new EnumMap<PrincipalMatch, Source>(PrincipalMatch.class);
        for (var grant : terms.grants()) {
            if (!grant.operations().contains(operation)) {
                continue;
            }
            var match = grant.grantee().match(request.principal());
            if (match != PrincipalMatch.NONE && permits(grant, operation, request, terms)) {
                allows.putIfAbsent(match, Source.of(grant));
            }
        }
        return new GrantFindings(allows);
    }

    private static boolean permits(
            Grant grant, String operation, AuthorizationRequest request, KeyTerms terms) {
        var inContext = UNCONSTRAINED.contains(operation)
                || grant.constraint()
                        .map(constraint -> constraint.holds(terms.encryptionContext()))
                        .orElse(true);
        return inContext
                && grant.sourceArn()
                        .map(arn -> request.context()
                                .find("aws:SourceArn")
                                .filter(new ContextKeys.Single(arn)::equals)
                                .isPresent())
                        .orElse(true);
    }

    /** The grant to the caller itself. */
    Optional<Source> direct() {
        return find(List.of(PrincipalMatch.ITSELF));
    }

    /** The grant to whom the caller acts as: a role, a user. */
    Optional<Source> capped() {
        return find(List.of(PrincipalMatch.ROLE, PrincipalMatch.SESSION_MAKER));
    }

    /** The grant that leaves the choice to the caller's account. */
    Optional<Source> delegated() {
        return find(List.of(PrincipalMatch.ACCOUNT));
    }

    private Optional<Source> find(List<PrincipalMatch> matches) {
        return matches.stream()
                .flatMap(match -> Optional.ofNullable(allows.get(match)).stream())
                .findFirst();
    }
}
