package dev.keyward.server.keyward;

import dev.keyward.server.callers.ServiceCallerOperations;
import dev.keyward.server.callers.ServiceCallerParts;
import dev.keyward.server.hosts.HostOperations;
import dev.keyward.server.refusals.RecentRefusals;
import dev.keyward.server.refusals.RefusalOperations;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.ArrayList;

/** The operations of Keyward's own service. */
public final class KeywardOperations {

    private KeywardOperations() {}

    /** The service {@code keyward}, which explains what {@code refusals} remembers. */
    public static Service service(RecentRefusals refusals, ServiceCallerParts callers) {
        var operations = new ArrayList<Operation<?>>();
        operations.addAll(RefusalOperations.all(refusals));
        operations.addAll(ServiceCallerOperations.all(callers));
        operations.addAll(HostOperations.all(callers.random()));
        return Service.of("keyward", ApiModel.load("keyward"), operations);
    }
}
