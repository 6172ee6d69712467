package dev.keyward.server.callers;

import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class ServiceCallerOperations {

    private ServiceCallerOperations() {}

    public static List<Operation<?>> all(ServiceCallerParts parts) {
        var keys = new FreshServiceKeys(parts.secrets(), parts.random());
        return List.of(
                new RegisterService(keys, parts.regions()),
                new UpdateService(parts.regions()),
                new DeregisterService(),
                new ListServices(),
                new CreateServiceKey(keys),
                new DeleteServiceKey());
    }
}
