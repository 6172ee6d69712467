package dev.keyward.server.iam.common;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** An instance profile as a request names it; whether it exists is another question. */
public record InstanceProfileRef(String name) {

    public static InstanceProfileRef read(Struct input) {
        return new InstanceProfileRef(input.requiredText("InstanceProfileName"));
    }

    public Optional<InstanceProfile> find(Call call, Snapshot snapshot) {
        return snapshot.instanceProfiles().find(call.account(), name);
    }

    /**
     * The profile.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public InstanceProfile get(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "Instance Profile " + name + " cannot be found."));
    }

    /** The action on the profile, or on what would have this name. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var found = find(call, snapshot);
        var arn = found.map(InstanceProfile::arn)
                .orElseGet(() -> InstanceProfile.arnOf(call.account(), "/", name));
        var resourceKeys =
                found.map(profile -> Tags.ofResource(profile.tags())).orElse(ContextKeys.empty());
        return new Target(
                "iam:" + operation,
                new Target.Named(arn, resourceKeys, "instance profile " + name),
                keys);
    }
}
