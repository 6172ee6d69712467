package dev.keyward.server.iam.common;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.Group;
import dev.keyward.server.model.User;
import dev.keyward.wire.Struct;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Users, groups and policy documents as answers show them. */
public final class EntityShapes {

    private EntityShapes() {}

    /** A user as lists show it: without its tags and boundary. */
    public static Struct listed(User user) {
        return basics(user).build();
    }

    /** A user with all that is known of it. */
    public static Struct whole(User user) {
        return created(user, user.tags());
    }

    /** A user that was made just now, with its tags in the order in which they were given. */
    public static Struct created(User user, Map<String, String> tags) {
        var answer = basics(user);
        Boundaries.put(answer, user.permissionsBoundary());
        Tags.put(answer, tags);
        return answer.build();
    }

    /** What every answer shows of a user. */
    public static Struct.Builder basics(User user) {
        return Struct.builder()
                .put("Path", user.path())
                .put("UserName", user.name())
                .put("UserId", user.id())
                .put("Arn", user.arn().toString())
                .put("CreateDate", user.created());
    }

    public static Struct whole(Group group) {
        return basics(group).build();
    }

    /** What every answer shows of a group, which is all there is beside its policies and members. */
    public static Struct.Builder basics(Group group) {
        return Struct.builder()
                .put("Path", group.path())
                .put("GroupName", group.name())
                .put("GroupId", group.id())
                .put("Arn", group.arn().toString())
                .put("CreateDate", group.created());
    }

    /** A managed policy as one that is attached, by name and ARN. */
    public static Struct attached(Arn policy) {
        return Struct.builder()
                .put("PolicyName", PolicyRef.nameOf(policy))
                .put("PolicyArn", policy.toString())
                .build();
    }

    /** A policy document as IAM shows it: percent-encoded by RFC 3986. */
    public static String document(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
