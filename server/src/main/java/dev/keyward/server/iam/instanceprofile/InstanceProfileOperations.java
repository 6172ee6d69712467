package dev.keyward.server.iam.instanceprofile;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class InstanceProfileOperations {

    private InstanceProfileOperations() {}

    public static List<Operation<?>> all(UniqueIds ids, Paging paging) {
        return List.of(
                new CreateInstanceProfile(ids),
                new GetInstanceProfile(),
                new DeleteInstanceProfile(),
                new ListInstanceProfiles(paging),
                new ListInstanceProfilesForRole(paging),
                new AddRoleToInstanceProfile(),
                new RemoveRoleFromInstanceProfile());
    }
}
