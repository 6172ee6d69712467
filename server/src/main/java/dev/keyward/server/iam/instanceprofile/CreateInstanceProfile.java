package dev.keyward.server.iam.instanceprofile;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A new instance profile, which holds no role yet. */
final class CreateInstanceProfile implements Operation.Writing<CreateInstanceProfile.Request> {

    private static final String ID_PREFIX = "AIPA";

    private final UniqueIds ids;

    CreateInstanceProfile(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(String path, String profileName, Map<String, String> tags) {}

    @Override
    public String name() {
        return "CreateInstanceProfile";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PathInput.path(input),
                input.requiredText("InstanceProfileName"),
                Tags.read(input, Tags.Case.SENSITIVE));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var arn = InstanceProfile.arnOf(call.account(), request.path(), request.profileName());
        return List.of(
                new Target("iam:" + name(), Target.Named.of(arn), Tags.ofRequest(request.tags())));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var profiles = transaction.instanceProfiles();
        if (profiles.find(call.account(), request.profileName()).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "Instance Profile " + request.profileName() + " already exists.");
        }
        Quota.INSTANCE_PROFILES_PER_ACCOUNT.require(profiles.count(call.account()) + 1);
        var profile = new InstanceProfile(
                call.account(),
                request.path(),
                request.profileName(),
                ids.fresh(ID_PREFIX),
                NewEntity.created(call),
                Optional.empty(),
                new TreeMap<>(request.tags()));
        profiles.insert(profile);
        return Struct.builder()
                .put(
                        "InstanceProfile",
                        InstanceProfileShapes.whole(profile, request.tags(), transaction))
                .build();
    }
}
