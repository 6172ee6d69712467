package dev.keyward.server.hosts;

import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.HostProfile.Limits;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/**
 * The role that a host asks for: by its ARN, as at AWS, or by the ARN of an instance profile that holds it, which
 * only Keyward takes. An instance profile gives no role that the host profile does not give.
 */
record AskedRole(Arn arn) {

    private static final String ROLE = "role/";
    private static final String INSTANCE_PROFILE = "instance-profile/";

    static AskedRole read(Struct input) {
        return new AskedRole(HostSessions.arn(input, "roleArn", ROLE, INSTANCE_PROFILE));
    }

    private boolean isByInstanceProfile() {
        return arn.resource().startsWith(INSTANCE_PROFILE);
    }

    /**
     * The instance profile, if the role is asked for by one.
     *
     * @throws ServiceException {@code AccessDeniedException} if there is none of that ARN
     */
    Optional<InstanceProfile> instanceProfile(Call call, Snapshot snapshot) {
        if (!isByInstanceProfile()) {
            return Optional.empty();
        }
        var found = snapshot.instanceProfiles()
                .find(call.account(), lastName())
                .filter(profile -> profile.arn().equals(arn));
        if (found.isEmpty()) {
            throw CommonError.ACCESS_DENIED.because("there is no instance profile " + arn);
        }
        return found;
    }

    /**
     * The role as what sessions are made of.
     *
     * @throws ServiceException {@code AccessDeniedException} if hosts do not get it by these limits, or if
     *     the instance profile holds none. Which role it holds is not told to whoever may not have it
     */
    Target.Resource resource(Limits limits, Call call, Snapshot snapshot) {
        var profile = instanceProfile(call, snapshot);
        if (profile.isPresent()) {
            return held(profile.get(), limits, snapshot);
        }
        if (!limits.roles().contains(arn)) {
            throw CommonError.ACCESS_DENIED.because(
                    "the profile does not give hosts the role " + arn);
        }
        return snapshot.roles()
                .find(call.account(), lastName())
                .filter(role -> role.arn().equals(arn))
                .<Target.Resource>map(Target.Trust::new)
                .orElseGet(() -> new Target.UnknownRole(arn));
    }

    private Target.Resource held(InstanceProfile profile, Limits limits, Snapshot snapshot) {
        var role = profile.roleId()
                .flatMap(snapshot.roles()::findById)
                .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                        "the instance profile " + arn + " holds no role"));
        if (!limits.roles().contains(role.arn())) {
            throw CommonError.ACCESS_DENIED.because(
                    "the profile does not give hosts the role of the instance profile " + arn);
        }
        return new Target.Trust(role);
    }

    private String lastName() {
        return arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    }
}
