package dev.keyward.server.iam.role;

import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class RoleOperations {

    private RoleOperations() {}

    public static List<Operation<?>> all(UniqueIds ids, AccessTracking tracking) {
        return List.of(
                new CreateRole(ids),
                new GetRole(tracking),
                new UpdateRole(),
                new UpdateRoleDescription(),
                new UpdateAssumeRolePolicy(),
                new DeleteRole());
    }
}
