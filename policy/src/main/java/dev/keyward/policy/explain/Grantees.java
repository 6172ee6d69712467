package dev.keyward.policy.explain;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.PrincipalSet;

/** How the grantee of a grant fits a caller. */
final class Grantees {

    private Grantees() {}

    static PrincipalMatch match(String grantee, Principal caller) {
        return switch (caller) {
            case Principal.Root root -> account(grantee, root);
            case Principal.User user -> {
                var named = grantee.equals(user.arn()) || grantee.equals(user.id());
                yield named ? PrincipalMatch.ITSELF : account(grantee, user);
            }
            case Principal.AssumedRole session -> {
                if (grantee.equals(session.arn())) {
                    yield PrincipalMatch.ITSELF;
                }
                var role = grantee.equals(session.roleArn()) || grantee.equals(session.roleId());
                yield role ? PrincipalMatch.ROLE : account(grantee, session);
            }
            case Principal.FederatedUser session -> {
                if (grantee.equals(session.arn())) {
                    yield PrincipalMatch.ITSELF;
                }
                var maker = grantee.equals(session.userArn()) || grantee.equals(session.userId());
                yield maker ? PrincipalMatch.SESSION_MAKER : account(grantee, session);
            }
            case Principal.Federated _ -> PrincipalMatch.NONE;
            case Principal.Service service ->
                grantee.equals(service.name()) ? PrincipalMatch.ITSELF : PrincipalMatch.NONE;
        };
    }

    private static PrincipalMatch account(String grantee, Principal caller) {
        return PrincipalSet.accountOf(grantee)
                        .map(AccountId::value)
                        .filter(caller.account().value()::equals)
                        .isPresent()
                ? PrincipalMatch.ACCOUNT
                : PrincipalMatch.NONE;
    }
}
