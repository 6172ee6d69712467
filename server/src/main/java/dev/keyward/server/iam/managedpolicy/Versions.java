package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.PolicyRef;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The versions of managed policies, ours and those of AWS. */
final class Versions {

    private Versions() {}

    /** The versions of a policy, newest first. */
    static List<PolicyVersion> of(ManagedPolicy policy, Snapshot snapshot) {
        return isAws(policy)
                ? AwsManagedPolicies.defaultVersion(policy.arn()).stream().toList()
                : snapshot.managedPolicies().versions(policy.arn());
    }

    /**
     * A version of the policy that the request names.
     *
     * @throws ServiceException {@code NoSuchEntity} if there is no such policy or version
     */
    static PolicyVersion get(PolicyRef ref, String versionId, Call call, Snapshot snapshot) {
        return ref.find(call, snapshot)
                .flatMap(policy -> find(policy, versionId, snapshot))
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because("Policy " + ref.text()
                        + " version " + versionId + " does not exist or is not attachable."));
    }

    private static Optional<PolicyVersion> find(
            ManagedPolicy policy, String versionId, Snapshot snapshot) {
        return isAws(policy)
                ? AwsManagedPolicies.defaultVersion(policy.arn())
                        .filter(version -> version.versionId().equals(versionId))
                : snapshot.managedPolicies().findVersion(policy.arn(), versionId);
    }

    private static boolean isAws(ManagedPolicy policy) {
        return policy.arn().account().equals(AwsManagedPolicies.ACCOUNT);
    }

    /** The policy with another version in force, and with {@code latestVersion} as the last one given. */
    static ManagedPolicy with(
            ManagedPolicy policy, String defaultVersionId, int latestVersion, Instant updated) {
        return new ManagedPolicy(
                policy.arn(),
                policy.path(),
                policy.name(),
                policy.id(),
                policy.description(),
                defaultVersionId,
                latestVersion,
                policy.created(),
                updated,
                policy.tags());
    }
}
