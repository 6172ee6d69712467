package dev.keyward.server.iam.role;

import dev.keyward.server.iam.common.Boundaries;
import dev.keyward.server.iam.common.EntityShapes;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.model.ActionUse;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Map;
import java.util.Optional;

/** Roles as answers show them; IAM shows a little more or less in each. */
public final class RoleShapes {

    private RoleShapes() {}

    /** A role as lists show it: without its tags and boundary. */
    public static Struct listed(Role role, Snapshot snapshot) {
        return withDescription(role, snapshot)
                .put("MaxSessionDuration", role.maxSessionSeconds())
                .build();
    }

    /** A role with all that is known of it, but when it was last used. */
    static Struct.Builder whole(Role role, Snapshot snapshot) {
        var answer =
                withDescription(role, snapshot).put("MaxSessionDuration", role.maxSessionSeconds());
        Boundaries.put(answer, role.permissionsBoundary());
        Tags.put(answer, role.tags());
        return answer;
    }

    /** When and where a session of a role was last used; empty if none was. */
    public static Struct lastUsed(Optional<ActionUse> use) {
        return Struct.builder()
                .putTime("LastUsedDate", use.map(ActionUse::time))
                .putText("Region", use.map(last -> last.region().code()))
                .build();
    }

    /**
     * A role that was made just now: its tags in the order in which they were given, and its trust
     * policy as it was written. Later answers show an account's number as the ARN of its root.
     */
    static Struct created(Role role, Map<String, String> tags, String trustPolicy) {
        var answer = basics(role, trustPolicy);
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

    /** What every answer shows of a role. */
    public static Struct.Builder basics(Role role, Snapshot snapshot) {
        return basics(role, TrustPolicies.shown(role.trustPolicy(), snapshot));
    }

    private static Struct.Builder basics(Role role, String trustPolicy) {
        return Struct.builder()
                .put("Path", role.path())
                .put("RoleName", role.name())
                .put("RoleId", role.id())
                .put("Arn", role.arn().toString())
                .put("CreateDate", role.created())
                .put("AssumeRolePolicyDocument", EntityShapes.document(trustPolicy));
    }
}
