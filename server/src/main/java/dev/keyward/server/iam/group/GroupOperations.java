package dev.keyward.server.iam.group;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class GroupOperations {

    private GroupOperations() {}

    public static List<Operation<?>> all(UniqueIds ids, Paging paging) {
        return List.of(
                new CreateGroup(ids),
                new GetGroup(paging),
                new DeleteGroup(),
                new ChangeMembership(ChangeMembership.Change.ADD),
                new ChangeMembership(ChangeMembership.Change.REMOVE),
                new ListGroupsForUser(paging));
    }
}
