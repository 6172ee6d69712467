package dev.keyward.server.iam.servicelinked;

import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class ServiceLinkedRoleOperations {

    private ServiceLinkedRoleOperations() {}

    public static List<Operation<?>> all(UniqueIds ids) {
        return List.of(
                new CreateServiceLinkedRole(ids),
                new DeleteServiceLinkedRole(ids),
                new GetServiceLinkedRoleDeletionStatus());
    }
}
