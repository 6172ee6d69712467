package dev.keyward.server.iam.lastaccess;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.simulate.PolicySource;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * The policies of a user, group or role that allow something of each of some services, whether it is
 * served here or not. A user has those of its groups too.
 */
final class ListPoliciesGrantingServiceAccess
        implements Operation.Reading<ListPoliciesGrantingServiceAccess.Request> {

    private final Paging paging;

    ListPoliciesGrantingServiceAccess(Paging paging) {
        this.paging = paging;
    }

    record Request(Subject.Owner subject, List<GrantedService> services, Paging.Asked asked) {

        String filter() {
            return subject.source().arn() + "\n" + services;
        }
    }

    @Override
    public String name() {
        return "ListPoliciesGrantingServiceAccess";
    }

    @Override
    public Request read(Struct input) {
        var services = input.texts("ServiceNamespaces").stream()
                .distinct()
                .map(GrantedService::new)
                .toList();
        return new Request(
                new Subject.Owner(PolicySource.of(input.requiredText("Arn"))),
                services,
                Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.subject().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var policies = request.subject().get(call, snapshot).policies();
        var window = paging.open(name(), call, request.asked(), request.filter());
        var page = window.slice(request.services(), GrantedService::namespace);
        return window.answer(
                        "PoliciesGrantingServiceAccess",
                        page,
                        service -> describe(service, policies))
                .build();
    }

    private static Struct describe(GrantedService service, List<GrantingPolicy> policies) {
        return Struct.builder()
                .put("ServiceNamespace", service.namespace())
                .putList(
                        "Policies",
                        policies.stream()
                                .filter(policy -> service.isGrantedBy(policy.document()))
                                .map(GrantingPolicy::describe)
                                .distinct()
                                .toList())
                .build();
    }
}
