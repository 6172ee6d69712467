package dev.keyward.server.iam.managedpolicy;

import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.wire.Struct;

/** Managed policies and their versions as answers show them. */
public final class PolicyShapes {

    private PolicyShapes() {}

    /** A policy without its description and tags, as lists show it. */
    public static Struct.Builder listed(ManagedPolicy policy, PolicyUsage usage) {
        return Struct.builder()
                .put("PolicyName", policy.name())
                .put("PolicyId", policy.id())
                .put("Arn", policy.arn().toString())
                .put("Path", policy.path())
                .put("DefaultVersionId", policy.defaultVersionId())
                .put("AttachmentCount", usage.countAttached(policy.arn()))
                .put("PermissionsBoundaryUsageCount", usage.countBounded(policy.arn()))
                .put("IsAttachable", true)
                .put("CreateDate", policy.created())
                .put("UpdateDate", policy.updated());
    }

    /** A version without its document, as lists show it. */
    public static Struct.Builder listed(PolicyVersion version, ManagedPolicy policy) {
        return Struct.builder()
                .put("VersionId", version.versionId())
                .put("IsDefaultVersion", version.versionId().equals(policy.defaultVersionId()))
                .put("CreateDate", version.created());
    }
}
