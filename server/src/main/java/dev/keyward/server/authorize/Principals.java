package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.Optional;

/**
 * Finds users and roles by unique id as principals. One that was deleted is not found, even if
 * another has its name by now.
 */
final class Principals {

    private static final int MOST_KEPT = 20_000;

    private final RevisionCache<String, Optional<User>> users = RevisionCache.ofEntries(MOST_KEPT);
    private final RevisionCache<AccountId, Boolean> openAccounts =
            RevisionCache.ofEntries(MOST_KEPT);
    private final RevisionCache<String, Optional<Role>> roles = RevisionCache.ofEntries(MOST_KEPT);

    /** Whether the account is there and was not closed. */
    boolean isOpen(AccountId account, Snapshot snapshot) {
        return openAccounts.get(
                account,
                new Topic.Organizations(),
                snapshot,
                id -> snapshot.accounts()
                        .find(id)
                        .filter(found -> found.state() == Account.State.ACTIVE)
                        .isPresent());
    }

    Optional<Principal> user(AccountId account, String userId, Snapshot snapshot) {
        return users.get(
                        userId,
                        new Topic.Identity(userId),
                        snapshot,
                        id -> snapshot.users().findById(id))
                .filter(user -> user.account().equals(account))
                .map(user -> new Principal.User(account, user.arn().toString(), user.id()));
    }

    /** The maker is a user, or the root user, whose id is the account's number. */
    Optional<Principal> federated(SessionToken.FederatedHolder holder, Snapshot snapshot) {
        var maker = holder.userId().equals(holder.account().value())
                ? Optional.<Principal>of(new Principal.Root(holder.account()))
                : user(holder.account(), holder.userId(), snapshot);
        return maker.map(user -> new Principal.FederatedUser(
                holder.account(),
                SessionToken.federatedUserArn(holder.account(), holder.name()),
                user.arn(),
                holder.userId()));
    }

    Optional<Principal> session(SessionToken.RoleHolder holder, Snapshot snapshot) {
        return roles.get(
                        holder.roleId(),
                        new Topic.Identity(holder.roleId()),
                        snapshot,
                        id -> snapshot.roles().findById(id))
                .filter(role -> role.account().equals(holder.account()))
                .map(role -> new Principal.AssumedRole(
                        role.account(),
                        SessionToken.assumedRoleArn(role, holder.sessionName()),
                        role.arn().toString(),
                        role.id(),
                        holder.sessionName()));
    }
}
