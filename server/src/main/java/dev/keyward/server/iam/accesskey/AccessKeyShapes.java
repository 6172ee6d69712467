package dev.keyward.server.iam.accesskey;

import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.User;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** Access keys as answers show them. */
final class AccessKeyShapes {

    private AccessKeyShapes() {}

    /** A key without its secret. */
    static Struct.Builder listed(AccessKey key, Optional<User> user) {
        return Struct.builder()
                .putText("UserName", user.map(User::name))
                .put("AccessKeyId", key.id())
                .put("Status", key.status().wireName())
                .put("CreateDate", key.created());
    }
}
