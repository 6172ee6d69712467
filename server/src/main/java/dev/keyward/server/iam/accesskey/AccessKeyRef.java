package dev.keyward.server.iam.accesskey;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** An access key as a request names it: by its id, and by whose it is. */
record AccessKeyRef(CallerUser user, String id) {

    static AccessKeyRef read(Struct input) {
        return new AccessKeyRef(CallerUser.read(input), input.requiredText("AccessKeyId"));
    }

    /**
     * The key, if it is that user's.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    AccessKey get(Call call, Snapshot snapshot) {
        return keys(user.get(call, snapshot), call, snapshot).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "The Access Key with id " + id + " cannot be found."));
    }

    /** The keys of a user, or of the root user if there is none. */
    static List<AccessKey> keys(Optional<User> user, Call call, Snapshot snapshot) {
        return user.map(found -> snapshot.accessKeys().ofUser(found.id()))
                .orElseGet(() -> snapshot.accessKeys().ofRoot(call.account()));
    }
}
