package dev.keyward.server.refusals;

import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.List;

/** The operations of Keyward's own service. */
public final class KeywardOperations {

    private KeywardOperations() {}

    /** The service {@code keyward}, which explains what {@code refusals} remembers. */
    public static Service service(RecentRefusals refusals) {
        return Service.of(
                "keyward", ApiModel.load("keyward"), List.of(new ExplainRequest(refusals)));
    }
}
