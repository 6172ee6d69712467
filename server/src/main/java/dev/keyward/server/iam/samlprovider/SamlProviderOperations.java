package dev.keyward.server.iam.samlprovider;

import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class SamlProviderOperations {

    private SamlProviderOperations() {}

    public static List<Operation<?>> all(UniqueIds ids) {
        return List.of(
                new CreateSamlProvider(ids),
                new GetSamlProvider(),
                new ListSamlProviders(),
                new UpdateSamlProvider(),
                new DeleteSamlProvider());
    }
}
