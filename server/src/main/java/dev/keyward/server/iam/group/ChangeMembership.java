package dev.keyward.server.iam.group;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.User;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * AddUserToGroup and RemoveUserFromGroup. Neither minds if it is so already. What the group's
 * policies allow is gained and lost at once.
 */
final class ChangeMembership implements Operation.Writing<ChangeMembership.Request> {

    /** Which way. */
    enum Change {
        ADD("AddUserToGroup"),
        REMOVE("RemoveUserFromGroup");

        private final String operation;

        Change(String operation) {
            this.operation = operation;
        }
    }

    private final Change change;

    ChangeMembership(Change change) {
        this.change = change;
    }

    record Request(OwnerRef group, OwnerRef user) {}

    @Override
    public String name() {
        return change.operation;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                OwnerRef.read(OwnerKind.GROUP, input), OwnerRef.read(OwnerKind.USER, input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.group().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var user = (User) request.user().get(call, transaction);
        var group = (Group) request.group().get(call, transaction);
        switch (change) {
            case ADD -> add(user, group, transaction);
            case REMOVE -> transaction.groups().removeMember(group, user);
        }
        return Struct.empty();
    }

    private static void add(User user, Group group, Transaction transaction) {
        var groups = transaction.groups().ofUser(user.id());
        if (groups.stream().noneMatch(other -> other.id().equals(group.id()))) {
            Quota.GROUPS_PER_USER.require(groups.size() + 1);
            transaction.groups().addMember(group, user);
        }
    }
}
