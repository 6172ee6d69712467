package dev.keyward.server.refusals;

import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations of this family. */
public final class RefusalOperations {

    private RefusalOperations() {}

    /** They explain what {@code refusals} remembers. */
    public static List<Operation<?>> all(RecentRefusals refusals) {
        return List.of(new ExplainRequest(refusals));
    }
}
