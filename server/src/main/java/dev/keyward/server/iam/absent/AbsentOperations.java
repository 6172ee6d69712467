package dev.keyward.server.iam.absent;

import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class AbsentOperations {

    private AbsentOperations() {}

    public static List<Operation<?>> all() {
        return List.of(new EmptyOwnedList(
                OwnerKind.USER, "ListServiceSpecificCredentials", "ServiceSpecificCredentials"));
    }
}
