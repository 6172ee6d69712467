package dev.keyward.server.iam.simulate;

import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class SimulateOperations {

    private SimulateOperations() {}

    public static List<Operation<?>> all(Paging paging) {
        return List.of(
                new SimulatePolicy(Asked.OF_CUSTOM_POLICIES, paging),
                new SimulatePolicy(Asked.OF_A_PRINCIPAL, paging),
                new GetContextKeys(Asked.OF_CUSTOM_POLICIES),
                new GetContextKeys(Asked.OF_A_PRINCIPAL));
    }
}
