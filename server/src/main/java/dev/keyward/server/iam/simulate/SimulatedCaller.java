package dev.keyward.server.iam.simulate;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.Principal;
import dev.keyward.policy.PrincipalKeys;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;

import java.util.Optional;

/**
 * Who makes the simulated request, and the condition keys that tell of it. A simulation that is told of
 * nobody knows only the account.
 */
record SimulatedCaller(Principal principal, ContextKeys keys) {

    private static final String SESSION = "simulated";

    /** Nobody in particular, of that account. */
    static SimulatedCaller nobody(AccountId account) {
        var none = new Principal.User(account, "arn:aws:iam::" + account + ":user/", "");
        return new SimulatedCaller(none, ContextKeys.empty());
    }

    /** The user of that ARN, which need not exist. */
    static SimulatedCaller user(Arn arn, Snapshot snapshot) {
        var account = new AccountId(arn.account());
        var name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        Optional<User> user =
                snapshot.users().find(account, name).filter(found -> found.arn().equals(arn));
        if (user.isPresent()) {
            return of(user.get());
        }
        var principal = new Principal.User(account, arn.toString(), arn.toString());
        return new SimulatedCaller(principal, PrincipalKeys.of(principal).build());
    }

    /** The entity whose policies are simulated, if requests can be its own: a group makes none. */
    static Optional<SimulatedCaller> of(PolicyOwner owner) {
        return switch (owner) {
            case User user -> Optional.of(of(user));
            case Role role -> Optional.of(of(role));
            case Group _ -> Optional.empty();
        };
    }

    private static SimulatedCaller of(User user) {
        var principal = new Principal.User(user.account(), user.arn().toString(), user.id());
        var keys = PrincipalKeys.of(principal).single("aws:userid", user.id());
        user.tags().forEach((key, value) -> keys.single("aws:PrincipalTag/" + key, value));
        return new SimulatedCaller(principal, keys.build());
    }

    private static SimulatedCaller of(Role role) {
        var principal = new Principal.AssumedRole(
                role.account(),
                SessionToken.assumedRoleArn(role, SESSION),
                role.arn().toString(),
                role.id(),
                SESSION);
        var keys = PrincipalKeys.of(principal);
        role.tags().forEach((key, value) -> keys.single("aws:PrincipalTag/" + key, value));
        return new SimulatedCaller(principal, keys.build());
    }
}
