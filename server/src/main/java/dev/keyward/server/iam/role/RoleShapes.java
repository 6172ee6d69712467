package dev.keyward.server.iam.role;

import dev.keyward.server.iam.common.Boundaries;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Map;

/** Roles as answers show them; IAM shows a little more or less in each. */
public final class RoleShapes {

    private RoleShapes() {}

    /** A role as lists show it: without its tags and boundary. */
    public static Struct listed(Role role, Snapshot snapshot) {
        return withDescription(role, snapshot)
                .put("MaxSessionDuration", role.maxSessionSeconds())
                .build();
    }

    /** A role with all that is known of it. When it was last used is not. */
    static Struct whole(Role role, Snapshot snapshot) {
        var answer = withDescription(role, snapshot)
                .put("MaxSessionDuration", role.maxSessionSeconds())
                .put("RoleLastUsed", Struct.empty());
        Boundaries.put(answer, role.permissionsBoundary());
        Tags.put(answer, role.tags());
        return answer.build();
    }

    /** A role that was made just now, with its tags in the order in which they were given. */
    static Struct created(Role role, Map<String, String> tags, Snapshot snapshot) {
        var answer = basics(role, snapshot);
        Boundaries.put(answer, role.permissionsBoundary());
        Tags.put(answer, tags);
        return answer.build();
    }

    /** A role with its description, which stays away if it is empty. */
    static Struct.Builder withDescription(Role role, Snapshot snapshot) {
        var answer = basics(role, snapshot);
        return role.description().isEmpty()
                ? answer
                : answer.put("Description", role.description());
    }

    private static Struct.Builder basics(Role role, Snapshot snapshot) {
        var trustPolicy = TrustPolicies.shown(role.trustPolicy(), snapshot);
        return Struct.builder()
                .put("Path", role.path())
                .put("RoleName", role.name())
                .put("RoleId", role.id())
                .put("Arn", role.arn().toString())
                .put("CreateDate", role.created())
                .put("AssumeRolePolicyDocument", EntityShapes.document(trustPolicy));
    }
}
