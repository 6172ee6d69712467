package dev.keyward.server.authorize;

import dev.keyward.policy.Principal;
import dev.keyward.wire.CommonError;

import java.util.Set;

/**
 * What temporary credentials are not taken for, whatever policies say: those of GetSessionToken and
 * GetFederationToken stand for a user and must not become more than they are, and nobody gets them who
 * has no long-term keys, a service among them.
 *
 * <p>Source: IAM User Guide, "Compare AWS STS credentials".
 */
public final class SessionReach {

    private static final String STS = "sts:";

    private static final Set<String> OF_USERS = Set.of("AssumeRole", "GetCallerIdentity");
    private static final Set<String> OF_FEDERATED_USERS = Set.of("GetCallerIdentity");
    private static final Set<String> FOR_LONG_TERM_KEYS =
            Set.of("GetFederationToken", "GetSessionToken");

    private SessionReach() {}

    /** Whether IAM takes the caller's credentials: those of GetSessionToken only if they were got with MFA. */
    static boolean includesIam(Caller caller) {
        if (caller.session().isEmpty()) {
            return true;
        }
        return switch (caller.principal()) {
            case Principal.User _, Principal.Root _ ->
                caller.session().get().signIn().multiFactor().isPresent();
            case Principal.FederatedUser _ -> false;
            case Principal.AssumedRole _, Principal.Federated _, Principal.Service _ -> true;
        };
    }

    /**
     * Refuses an operation of STS that the caller's credentials are not taken for.
     *
     * @param operation with its service, for example {@code sts:GetSessionToken}
     * @throws dev.keyward.wire.ServiceException {@code AccessDenied}
     */
    public static void require(Caller caller, String operation) {
        var hasLongTermKeys =
                caller.session().isEmpty() && !(caller.principal() instanceof Principal.Service);
        if (hasLongTermKeys || !operation.startsWith(STS)) {
            return;
        }
        var name = operation.substring(STS.length());
        if (!includes(caller.principal(), name)) {
            throw CommonError.ACCESS_DENIED.because(
                    "Cannot call " + name + " with session credentials");
        }
    }

    private static boolean includes(Principal principal, String name) {
        return switch (principal) {
            case Principal.User _, Principal.Root _ -> OF_USERS.contains(name);
            case Principal.FederatedUser _ -> OF_FEDERATED_USERS.contains(name);
            case Principal.AssumedRole _, Principal.Federated _, Principal.Service _ ->
                !FOR_LONG_TERM_KEYS.contains(name);
        };
    }
}
