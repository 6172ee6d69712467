package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everyone who has a policy attached, or is bounded by it: groups, roles and users, each by name. */
final class ListEntitiesForPolicy implements Operation.Reading<ListEntitiesForPolicy.Request> {

    private final Paging paging;

    ListEntitiesForPolicy(Paging paging) {
        this.paging = paging;
    }

    /**
     * @param entity {@code User}, {@code Role}, {@code Group}, or a kind of policy, which nothing is
     * @param usage {@code PermissionsPolicy} or {@code PermissionsBoundary}; both if absent
     */
    record Request(
            PolicyRef policy,
            Optional<String> entity,
            Optional<String> usage,
            String pathPrefix,
            Paging.Asked asked) {

        String filter(String policyId) {
            return String.join("\n", policyId, entity.orElse(""), usage.orElse(""), pathPrefix);
        }
    }

    @Override
    public String name() {
        return "ListEntitiesForPolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PolicyRef.read(input),
                input.text("EntityFilter"),
                input.text("PolicyUsageFilter"),
                PathInput.prefix(input),
                Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.policy().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var policy = request.policy().getAttachable(call, snapshot);
        var window = paging.open(name(), call, request.asked(), request.filter(policy.id()));
        var wanted =
                owners(request, new PolicyUsage(call.account(), snapshot.attachments())).stream()
                        .filter(owner -> owner.path().startsWith(request.pathPrefix()))
                        .filter(owner -> request.entity().isEmpty()
                                || request.entity()
                                        .get()
                                        .equals(OwnerKind.of(owner).word()))
                        .toList();
        var page = window.slice(wanted, owner -> OwnerKind.of(owner) + " " + owner.name());
        var answer = Struct.builder();
        for (var kind : OwnerKind.values()) {
            var ofKind = page.items().stream()
                    .filter(owner -> OwnerKind.of(owner) == kind)
                    .toList();
            answer.putList(
                    "Policy" + kind.word() + "s",
                    ofKind.stream().map(ListEntitiesForPolicy::describe).toList());
        }
        return window.end(answer, page.next()).build();
    }

    private static List<PolicyOwner> owners(Request request, PolicyUsage usage) {
        var arn = request.policy().arn();
        var kind = request.usage().orElse("");
        var owners = new ArrayList<PolicyOwner>();
        if (!kind.equals("PermissionsBoundary")) {
            owners.addAll(usage.attached(arn));
        }
        if (!kind.equals("PermissionsPolicy")) {
            owners.addAll(usage.bounded(arn));
        }
        return owners.stream().distinct().toList();
    }

    private static Struct describe(PolicyOwner owner) {
        return Struct.builder()
                .put(OwnerKind.of(owner).nameMember(), owner.name())
                .put(OwnerKind.of(owner).idMember(), owner.id())
                .build();
    }
}
