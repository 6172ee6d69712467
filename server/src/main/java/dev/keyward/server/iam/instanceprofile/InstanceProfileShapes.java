package dev.keyward.server.iam.instanceprofile;

import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.role.RoleShapes;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Map;

/** Instance profiles as answers show them. */
public final class InstanceProfileShapes {

    private InstanceProfileShapes() {}

    /** A profile as lists show it: without its tags. */
    public static Struct listed(InstanceProfile profile, Snapshot snapshot) {
        return basics(profile, snapshot).build();
    }

    /** A profile with its tags, in the order given. */
    static Struct whole(InstanceProfile profile, Map<String, String> tags, Snapshot snapshot) {
        var answer = basics(profile, snapshot);
        Tags.put(answer, tags);
        return answer.build();
    }

    private static Struct.Builder basics(InstanceProfile profile, Snapshot snapshot) {
        var roles = profile.roleId().flatMap(snapshot.roles()::findById).stream()
                .map(role -> RoleShapes.basics(role, snapshot).build())
                .toList();
        return Struct.builder()
                .put("Path", profile.path())
                .put("InstanceProfileName", profile.name())
                .put("InstanceProfileId", profile.id())
                .put("Arn", profile.arn().toString())
                .put("CreateDate", profile.created())
                .putList("Roles", roles);
    }
}
