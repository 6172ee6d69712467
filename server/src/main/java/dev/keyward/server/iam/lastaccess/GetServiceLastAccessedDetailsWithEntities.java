package dev.keyward.server.iam.lastaccess;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.ActionUse;
import dev.keyward.server.model.IamPrincipal;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The users and roles of whom a question is about, with when each last used a service: who did last comes
 * first, who never did comes last.
 */
final class GetServiceLastAccessedDetailsWithEntities
        implements Operation.Reading<GetServiceLastAccessedDetailsWithEntities.Request> {

    /** Before it no time lies, so that a time before it has no negative sort key. */
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final AccessTracking tracking;
    private final Paging paging;

    GetServiceLastAccessedDetailsWithEntities(AccessTracking tracking, Paging paging) {
        this.tracking = tracking;
        this.paging = paging;
    }

    record Request(JobRef job, String namespace, Paging.Asked asked) {}

    /** A user or role, and when it last used the service. */
    private record Entity(IamPrincipal principal, Optional<Instant> last) {

        String sortKey() {
            var age = LATEST - last.map(Instant::getEpochSecond).orElse(0L);
            return "%012d %s".formatted(age, principal.arn());
        }

        Struct describe() {
            return Struct.builder()
                    .put(
                            "EntityInfo",
                            Struct.builder()
                                    .put("Arn", principal.arn().toString())
                                    .put("Name", principal.name())
                                    .put("Type", GrantingPolicy.type(principal))
                                    .put("Id", principal.id())
                                    .put("Path", principal.path())
                                    .build())
                    .putTime("LastAuthenticated", last)
                    .build();
        }
    }

    @Override
    public String name() {
        return "GetServiceLastAccessedDetailsWithEntities";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                JobRef.read(input),
                input.requiredText("ServiceNamespace"),
                Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var outcome = Outcome.of(request.job().get(call, snapshot), call, snapshot);
        var window = paging.open(
                name(), call, request.asked(), outcome.job().id() + "\n" + request.namespace());
        var entities = outcome.found().map(Subject.Found::users).orElse(List.of()).stream()
                .map(principal ->
                        new Entity(principal, last(principal, request.namespace(), call, snapshot)))
                .toList();
        var page = window.slice(entities, Entity::sortKey);
        return outcome.put(window.answer("EntityDetailsList", page, Entity::describe))
                .build();
    }

    private Optional<Instant> last(
            IamPrincipal principal, String namespace, Call call, Snapshot snapshot) {
        return tracking.ofEntity(principal.id(), call.now(), snapshot).stream()
                .filter(use -> use.service().equals(namespace))
                .map(ActionUse::time)
                .max(Comparator.naturalOrder());
    }
}
