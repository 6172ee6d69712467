package dev.keyward.server.iam.boundary;

import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class BoundaryOperations {

    private BoundaryOperations() {}

    public static List<Operation<?>> all() {
        return List.of(
                new PutPermissionsBoundary(OwnerKind.USER),
                new DeletePermissionsBoundary(OwnerKind.USER),
                new PutPermissionsBoundary(OwnerKind.ROLE),
                new DeletePermissionsBoundary(OwnerKind.ROLE));
    }
}
