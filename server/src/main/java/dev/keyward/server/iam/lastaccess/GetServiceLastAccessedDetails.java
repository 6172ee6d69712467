package dev.keyward.server.iam.lastaccess;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.usage.AccessTracking;
import dev.keyward.server.model.LastAccessJob.Granularity;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The services that whom a question is about may use by its policies, by namespace, with when that was last
 * done by whom, and where the question asks for it the same for each action.
 */
final class GetServiceLastAccessedDetails
        implements Operation.Reading<GetServiceLastAccessedDetails.Request> {

    private final AccessTracking tracking;
    private final Paging paging;

    GetServiceLastAccessedDetails(AccessTracking tracking, Paging paging) {
        this.tracking = tracking;
        this.paging = paging;
    }

    record Request(JobRef job, Paging.Asked asked) {}

    @Override
    public String name() {
        return "GetServiceLastAccessedDetails";
    }

    @Override
    public Request read(Struct input) {
        return new Request(JobRef.read(input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var outcome = Outcome.of(request.job().get(call, snapshot), call, snapshot);
        var window = paging.open(name(), call, request.asked(), outcome.job().id());
        var services =
                outcome.found().map(GetServiceLastAccessedDetails::services).orElse(List.of());
        var page = window.slice(services, TrackedService::namespace);
        var uses = outcome.found()
                .map(found -> LastUses.of(found.users(), tracking, call, snapshot))
                .orElseGet(() -> LastUses.of(List.of(), tracking, call, snapshot));
        var policies = outcome.found().map(Subject.Found::policies).orElse(List.of());
        var answer = window.answer(
                "ServicesLastAccessed",
                page,
                service -> describe(service, uses, outcome.job().granularity(), policies));
        return outcome.put(answer)
                .put("JobType", outcome.job().granularity().name())
                .build();
    }

    private static List<TrackedService> services(Subject.Found found) {
        return Arrays.stream(TrackedService.values())
                .filter(service -> found.policies().stream()
                        .anyMatch(policy -> service.granted().isGrantedBy(policy.document())))
                .toList();
    }

    private static Struct describe(
            TrackedService service,
            LastUses uses,
            Granularity granularity,
            List<GrantingPolicy> policies) {
        var last = uses.last(service);
        var answer = Struct.builder()
                .put("ServiceName", service.awsName())
                .put("ServiceNamespace", service.namespace())
                .putTime("LastAuthenticated", last.map(use -> use.action().time()))
                .putText(
                        "LastAuthenticatedEntity",
                        last.map(use -> use.by().arn().toString()))
                .putText(
                        "LastAuthenticatedRegion",
                        last.map(use -> use.action().region().code()))
                .put("TotalAuthenticatedEntities", uses.countUsers(service));
        return switch (granularity) {
            case SERVICE_LEVEL -> answer.build();
            case ACTION_LEVEL ->
                answer.putList(
                                "TrackedActionsLastAccessed",
                                service.actions().stream()
                                        .filter(action -> isGranted(service, action, policies))
                                        .map(action -> describe(action, uses.last(service, action)))
                                        .toList())
                        .build();
        };
    }

    private static boolean isGranted(
            TrackedService service, String action, List<GrantingPolicy> policies) {
        return policies.stream()
                .anyMatch(policy -> service.granted().isGrantedBy(policy.document(), action));
    }

    private static Struct describe(String action, Optional<LastUses.Use> last) {
        return Struct.builder()
                .put("ActionName", action)
                .putText("LastAccessedEntity", last.map(use -> use.by().arn().toString()))
                .putText(
                        "LastAccessedRegion",
                        last.map(use -> use.action().region().code()))
                .putTime("LastAccessedTime", last.map(use -> use.action().time()))
                .build();
    }
}
