package dev.keyward.server.iam.instanceprofile;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The instance profiles whose path begins as asked, by name. */
final class ListInstanceProfiles implements Operation.Reading<ListInstanceProfiles.Request> {

    private final Paging paging;

    ListInstanceProfiles(Paging paging) {
        this.paging = paging;
    }

    record Request(String pathPrefix, Paging.Asked asked) {}

    @Override
    public String name() {
        return "ListInstanceProfiles";
    }

    @Override
    public Request read(Struct input) {
        return new Request(PathInput.prefix(input), Paging.Asked.read(input));
    }

    /** On the path that is listed, as the lists of users and roles. */
    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var path = new Arn(
                "aws",
                "iam",
                "",
                call.account().value(),
                "instance-profile" + request.pathPrefix());
        return List.of(new Target("iam:" + name(), Target.Named.of(path), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var window = paging.open(name(), call, request.asked(), request.pathPrefix());
        var page = snapshot.instanceProfiles()
                .list(call.account(), request.pathPrefix(), window.rows());
        return window.answer(
                        "InstanceProfiles",
                        page,
                        profile -> InstanceProfileShapes.listed(profile, snapshot))
                .build();
    }
}
