package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A version of a policy with its document. */
final class GetPolicyVersion implements Operation.Reading<VersionRequest> {

    @Override
    public String name() {
        return "GetPolicyVersion";
    }

    @Override
    public VersionRequest read(Struct input) {
        return VersionRequest.read(input);
    }

    @Override
    public List<Target> targets(VersionRequest request, Call call, Snapshot snapshot) {
        return List.of(request.policy().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            VersionRequest request, Call call, List<Target> targets, Snapshot snapshot) {
        var version = Versions.get(request.policy(), request.versionId(), call, snapshot);
        var policy = request.policy().get(call, snapshot);
        var answer = PolicyShapes.listed(version, policy)
                .put("Document", EntityShapes.document(version.document()));
        return Struct.builder().put("PolicyVersion", answer.build()).build();
    }
}
