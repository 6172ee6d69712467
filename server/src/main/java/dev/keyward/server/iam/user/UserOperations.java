package dev.keyward.server.iam.user;

import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class UserOperations {

    private UserOperations() {}

    public static List<Operation<?>> all(UniqueIds ids) {
        return List.of(new CreateUser(ids), new GetUser(), new DeleteUser());
    }
}
