package dev.keyward.server.iam.instanceprofile;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.InstanceProfileRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** An instance profile with its tags and the role that it holds. */
final class GetInstanceProfile implements Operation.Reading<InstanceProfileRef> {

    @Override
    public String name() {
        return "GetInstanceProfile";
    }

    @Override
    public InstanceProfileRef read(Struct input) {
        return InstanceProfileRef.read(input);
    }

    @Override
    public List<Target> targets(InstanceProfileRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            InstanceProfileRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var profile = request.get(call, snapshot);
        return Struct.builder()
                .put(
                        "InstanceProfile",
                        InstanceProfileShapes.whole(profile, profile.tags(), snapshot))
                .build();
    }
}
