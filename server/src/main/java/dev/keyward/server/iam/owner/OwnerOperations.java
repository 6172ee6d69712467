package dev.keyward.server.iam.owner;

import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class OwnerOperations {

    private OwnerOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        return List.of(
                new ListOwners(OwnerKind.USER, paging),
                new ListOwners(OwnerKind.GROUP, paging),
                new ListOwners(OwnerKind.ROLE, paging),
                new RenameOwner(OwnerKind.USER),
                new RenameOwner(OwnerKind.GROUP));
    }
}
