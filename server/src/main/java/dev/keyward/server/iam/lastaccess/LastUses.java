package dev.keyward.server.iam.lastaccess;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.ActionUse;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.store.Snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What several users and roles did, and when they last did it. */
final class LastUses {

    private final List<Use> uses = new ArrayList<>();

    /** Something that one of them did. */
    record Use(IamPrincipal by, ActionUse action) {}

    static LastUses of(
            List<IamPrincipal> principals, AccessTracking tracking, Call call, Snapshot snapshot) {
        var all = new LastUses();
        for (var principal : principals) {
            tracking.ofEntity(principal.id(), call.now(), snapshot)
                    .forEach(use -> all.uses.add(new Use(principal, use)));
        }
        return all;
    }

    /** The last use of a service. */
    Optional<Use> last(TrackedService service) {
        return last(use -> use.action().service().equals(service.namespace()));
    }

    /** The last use of an action of a service. */
    Optional<Use> last(TrackedService service, String action) {
        return last(use -> use.action().service().equals(service.namespace())
                && use.action().action().equals(action));
    }

    private Optional<Use> last(Predicate<Use> wanted) {
        return uses.stream()
                .filter(wanted)
                .max(Comparator.comparing(use -> use.action().time()));
    }

    /** How many of them used a service. */
    int countUsers(TrackedService service) {
        return (int) uses.stream()
                .filter(use -> use.action().service().equals(service.namespace()))
                .map(use -> use.by().id())
                .distinct()
                .count();
    }
}
