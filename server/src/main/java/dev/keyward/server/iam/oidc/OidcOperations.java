package dev.keyward.server.iam.oidc;

import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class OidcOperations {

    private OidcOperations() {}

    public static List<Operation<?>> all() {
        return List.of(
                new CreateOidcProvider(),
                new GetOidcProvider(),
                new ListOidcProviders(),
                new DeleteOidcProvider(),
                new ChangeClientIds(ChangeClientIds.Change.ADD),
                new ChangeClientIds(ChangeClientIds.Change.REMOVE),
                new UpdateThumbprints());
    }
}
