package dev.keyward.server.iam.instanceprofile;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The instance profiles that hold a role, by name. */
final class ListInstanceProfilesForRole
        implements Operation.Reading<ListInstanceProfilesForRole.Request> {

    private final Paging paging;

    ListInstanceProfilesForRole(Paging paging) {
        this.paging = paging;
    }

    record Request(OwnerRef role, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListInstanceProfilesForRole";
    }

    @Override
    public Request read(Struct input) {
        return new Request(OwnerRef.read(OwnerKind.ROLE, input), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.role().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = request.role().get(call, snapshot);
        var window = paging.open(name(), call, request.asked(), role.id());
        var page =
                window.slice(snapshot.instanceProfiles().ofRole(role.id()), InstanceProfile::name);
        return window.answer(
                        "InstanceProfiles",
                        page,
                        profile -> InstanceProfileShapes.listed(profile, snapshot))
                .build();
    }
}
