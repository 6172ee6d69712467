package dev.keyward.server.iam.lastaccess;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.iam.managedpolicy.PolicyUsage;
import dev.keyward.server.iam.simulate.PolicySource;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom a report is about: a user, a group, a role or a managed policy, by its ARN. */
sealed interface Subject {

    /** How many members of a group are read at a time. */
    int CHUNK = 1000;

    /**
     * The one of that ARN.
     *
     * @throws ServiceException {@code InvalidInput} if it is no ARN of one of these
     */
    static Subject of(String arn) {
        return PolicyRef.isPolicyArn(arn)
                ? new Policy(new PolicyRef(arn))
                : new Owner(PolicySource.of(arn));
    }

    Target target(String operation, Call call, Snapshot snapshot);

    /**
     * What it has, and who uses it.
     *
     * @throws ServiceException {@code NoSuchEntity} if it is not there
     */
    Found get(Call call, Snapshot snapshot);

    /**
     * Whom a report is about, as far as it tells of them.
     *
     * @param policies those that say what it may do
     * @param users the users and roles whose use counts as its use
     */
    record Found(List<GrantingPolicy> policies, List<IamPrincipal> users) {}

    record Owner(PolicySource source) implements Subject {

        @Override
        public Target target(String operation, Call call, Snapshot snapshot) {
            return source.target(operation, call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var owner = source.get(call, snapshot);
            var policies = new ArrayList<>(GrantingPolicy.of(owner, snapshot));
            if (owner instanceof User user) {
                for (var group : snapshot.groups().ofUser(user.id())) {
                    policies.addAll(GrantingPolicy.of(group, snapshot));
                }
            }
            return new Found(policies, principals(owner, snapshot).toList());
        }
    }

    record Policy(PolicyRef ref) implements Subject {

        @Override
        public Target target(String operation, Call call, Snapshot snapshot) {
            return ref.target(operation, ContextKeys.empty(), call, snapshot);
        }

        @Override
        public Found get(Call call, Snapshot snapshot) {
            var policy = ref.get(call, snapshot);
            var owners =
                    new PolicyUsage(call.account(), snapshot.attachments()).attached(policy.arn());
            return new Found(
                    GrantingPolicy.managed(policy.arn(), snapshot).toList(),
                    owners.stream()
                            .flatMap(owner -> principals(owner, snapshot))
                            .distinct()
                            .toList());
        }
    }

    private static Stream<IamPrincipal> principals(PolicyOwner owner, Snapshot snapshot) {
        return switch (owner) {
            case User user -> Stream.of(user);
            case Role role -> Stream.of(role);
            case Group group -> members(group, snapshot).stream();
        };
    }

    private static List<IamPrincipal> members(Group group, Snapshot snapshot) {
        var members = new ArrayList<IamPrincipal>();
        var after = Optional.<String>empty();
        do {
            var page = snapshot.groups().members(group.id(), new Page.Request(after, CHUNK));
            members.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return members;
    }
}
