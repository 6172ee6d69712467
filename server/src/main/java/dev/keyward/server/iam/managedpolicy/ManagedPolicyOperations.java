package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class ManagedPolicyOperations {

    private ManagedPolicyOperations() {}

    public static List<Operation<?>> all(UniqueIds ids, Paging paging) {
        return List.of(
                new CreatePolicy(ids),
                new GetPolicy(),
                new ListPolicies(paging),
                new DeletePolicy(),
                new CreatePolicyVersion(),
                new GetPolicyVersion(),
                new ListPolicyVersions(paging),
                new SetDefaultPolicyVersion(),
                new DeletePolicyVersion(),
                new ListEntitiesForPolicy(paging));
    }
}
