package dev.keyward.server.hosts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.service.Operation;

import java.util.List;

/** The operations by which an administrator lets hosts in. */
public final class HostOperations {

    private HostOperations() {}

    public static List<Operation<?>> all(RandomSource random) {
        return List.of(
                new CreateTrustAnchor(random),
                new UpdateTrustAnchor(),
                new ListTrustAnchors(),
                new DeleteTrustAnchor(),
                new CreateHostProfile(random),
                new UpdateHostProfile(),
                new ListHostProfiles(),
                new DeleteHostProfile());
    }
}
