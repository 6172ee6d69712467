package dev.keyward.policy.decide;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.PrincipalSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The grants on a key, by whom they are to, so that a key with many grants is decided as fast as one with
 * few. Immutable.
 */
public final class Grants {

    private static final Grants NONE = new Grants(List.of(), Map.of());

    private final List<Grant> all;
    private final Map<String, List<Grant>> byGrantee;

    private Grants(List<Grant> all, Map<String, List<Grant>> byGrantee) {
        this.all = List.copyOf(all);
        this.byGrantee = byGrantee;
    }

    public static Grants none() {
        return NONE;
    }

    public static Grants of(List<Grant> grants) {
        var byGrantee = new HashMap<String, List<Grant>>();
        for (var grant : grants) {
            var grantee = PrincipalSet.accountOf(grant.grantee())
                    .map(AccountId::value)
                    .orElse(grant.grantee());
            byGrantee.computeIfAbsent(grantee, _ -> new ArrayList<>()).add(grant);
        }
        return byGrantee.isEmpty() ? NONE : new Grants(grants, byGrantee);
    }

    /** Those to the caller in person. */
    List<Grant> to(Principal caller) {
        return switch (caller) {
            case Principal.Root _, Principal.Federated _ -> List.of();
            case Principal.User user -> find(user.arn(), user.id());
            case Principal.AssumedRole session -> find(session.arn());
            case Principal.FederatedUser session -> find(session.arn());
            case Principal.Service service -> find(service.name());
        };
    }

    /** Those to whom the caller acts as: its role, or the user who made its session. */
    List<Grant> toWhomItActsAs(Principal caller) {
        return switch (caller) {
            case Principal.AssumedRole session -> find(session.roleArn(), session.roleId());
            case Principal.FederatedUser session -> find(session.userArn(), session.userId());
            case Principal.Root _, Principal.User _, Principal.Federated _, Principal.Service _ ->
                List.of();
        };
    }

    /** Those to the caller's account. */
    List<Grant> toAccountOf(Principal caller) {
        return switch (caller) {
            case Principal.Federated _, Principal.Service _ -> List.of();
            case Principal.Root _,
                    Principal.User _,
                    Principal.AssumedRole _,
                    Principal.FederatedUser _ -> find(caller.account().value());
        };
    }

    private List<Grant> find(String grantee) {
        return byGrantee.getOrDefault(grantee, List.of());
    }

    /** Those to somebody by ARN and by unique id, in the order in which they were made. */
    private List<Grant> find(String arn, String id) {
        var byArn = find(arn);
        var byId = find(id);
        if (byArn.isEmpty() || byId.isEmpty()) {
            return byArn.isEmpty() ? byId : byArn;
        }
        return all.stream()
                .filter(grant -> byArn.contains(grant) || byId.contains(grant))
                .toList();
    }
}
