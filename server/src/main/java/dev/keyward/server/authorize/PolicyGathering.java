package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.model.PasswordPolicy;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gathers the policies of principals and sessions. What was gathered is kept until something of IAM
 * changes in the account.
 *
 * <p>Safe for use by many threads.
 */
final class PolicyGathering {

    private static final int MOST_KEPT = 20_000;

    private final CompiledPolicies compiled;
    private final RevisionCache<String, Identity> identities = RevisionCache.ofEntries(MOST_KEPT);
    private final RevisionCache<Arn, NamedPolicy> managedForSessions =
            RevisionCache.ofEntries(MOST_KEPT);

    PolicyGathering(CompiledPolicies compiled) {
        this.compiled = compiled;
    }

    /** What {@code principal} may do by the policies of its own account. */
    Identity of(Principal principal, Snapshot snapshot) {
        return switch (principal) {
            // No policy limits the root user, and the rules know what it may do.
            case Principal.Root _, Principal.Federated _, Principal.Service _ ->
                new Identity(Policies.none(), RequestKeys.ofPrincipal(principal).build());
            case Principal.User user ->
                kept(user, user.id(), snapshot, () -> snapshot.users().findById(user.id()));
            case Principal.AssumedRole role ->
                kept(role, role.roleId(), snapshot, () -> snapshot.roles().findById(role.roleId()));
            case Principal.FederatedUser session -> {
                var policies = session.userId().equals(session.account().value())
                        ? Policies.none().withIdentity(List.of(everything()))
                        : of(user(session), snapshot).policies();
                yield new Identity(policies, RequestKeys.ofPrincipal(session).build());
            }
        };
    }

    private static Principal.User user(Principal.FederatedUser session) {
        return new Principal.User(session.account(), session.userArn(), session.userId());
    }

    /** What the root user may do, as a policy, so that session policies can limit it. */
    private NamedPolicy everything() {
        return compiled.compile(
                PolicyKind.IDENTITY, CompiledPolicies.ALLOW_EVERYTHING, "everything");
    }

    private Identity kept(
            Principal principal,
            String id,
            Snapshot snapshot,
            Supplier<Optional<? extends IamPrincipal>> entity) {
        return identities.get(
                id,
                new Topic.Iam(principal.account()),
                snapshot,
                key -> entity.get()
                        .map(found -> gather(principal, found, snapshot))
                        // It was deleted while it was asking.
                        .orElseGet(() -> new Identity(
                                Policies.none(),
                                RequestKeys.ofPrincipal(principal).build())));
    }

    private Identity gather(Principal principal, IamPrincipal entity, Snapshot snapshot) {
        var identity = new ArrayList<NamedPolicy>();
        addOwn(identity, entity.id(), snapshot);
        for (Group group : snapshot.groups().ofUser(entity.id())) {
            addOwn(identity, group.id(), snapshot);
        }
        if (entity instanceof User user) {
            addPasswordChange(identity, user, snapshot);
        }
        var policies = Policies.none().withIdentity(identity);
        if (entity.permissionsBoundary().isPresent()) {
            var arn = Arn.parse(entity.permissionsBoundary().get());
            policies = policies.withBoundary(
                    List.of(ceiling(PolicyKind.PERMISSIONS_BOUNDARY, arn, snapshot)));
        }
        var keys = RequestKeys.ofPrincipal(principal);
        entity.tags().forEach((key, value) -> keys.single("aws:PrincipalTag/" + key, value));
        return new Identity(policies, keys.build());
    }

    /**
     * Adds what the account's password policy allows to its users: a new password of their own.
     *
     * <p>Source: IAM User Guide, "Set an account password policy for IAM users", "Allow users to change
     * their own password".
     */
    private void addPasswordChange(List<NamedPolicy> policies, User user, Snapshot snapshot) {
        if (snapshot.passwordPolicies()
                .find(user.account())
                .filter(PasswordPolicy::usersMayChange)
                .isPresent()) {
            var document = """
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Allow", "Action": "iam:ChangePassword", "Resource": "%s"},
                      {"Effect": "Allow", "Action": "iam:GetAccountPasswordPolicy", "Resource": "*"}]}""".formatted(user.arn());
            policies.add(
                    compiled.compile(PolicyKind.IDENTITY, document, "account password policy"));
        }
    }

    /** Adds the inline policies of a user, group or role, and those that are attached to it. */
    private void addOwn(List<NamedPolicy> policies, String ownerId, Snapshot snapshot) {
        for (var inline : snapshot.inlinePolicies().list(ownerId)) {
            policies.add(compiled.compile(PolicyKind.IDENTITY, inline.document(), inline.name()));
        }
        for (var arn : snapshot.attachments().policiesOf(ownerId)) {
            ManagedVersions.inForce(arn, snapshot)
                    .map(version -> compiled.compile(
                            PolicyKind.IDENTITY, version.document(), arn.toString()))
                    .ifPresent(policies::add);
        }
    }

    /** What limits a session; empty if it has no session policies. */
    List<NamedPolicy> ofSession(SessionPolicies policies, AccountId account, Snapshot snapshot) {
        if (policies.areAbsent()) {
            return List.of();
        }
        var gathered = new ArrayList<NamedPolicy>();
        policies.inline()
                .ifPresent(text ->
                        gathered.add(compiled.compile(PolicyKind.SESSION, text, "session")));
        for (var arn : policies.managed()) {
            gathered.add(managedForSessions.get(
                    arn,
                    new Topic.Iam(account),
                    snapshot,
                    key -> ceiling(PolicyKind.SESSION, key, snapshot)));
        }
        return gathered;
    }

    /** A managed policy that limits; one that is not there allows nothing. */
    private NamedPolicy ceiling(PolicyKind kind, Arn arn, Snapshot snapshot) {
        return ManagedVersions.inForce(arn, snapshot)
                .map(version -> compiled.compile(kind, version.document(), arn.toString()))
                .orElseGet(() -> new NamedPolicy(arn.toString(), PolicyDocument.empty(kind)));
    }
}
