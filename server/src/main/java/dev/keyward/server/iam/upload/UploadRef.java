package dev.keyward.server.iam.upload;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.common.CallerUser;
import dev.keyward.server.model.UploadedCredential;
import dev.keyward.server.model.User;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** An uploaded credential as a request names it: by its id, and by whose it is. */
record UploadRef(UploadKind kind, CallerUser user, String id) {

    static UploadRef read(UploadKind kind, Struct input) {
        return new UploadRef(kind, CallerUser.read(input), input.requiredText(kind.idMember()));
    }

    /**
     * The credential, if it is that user's.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    UploadedCredential get(Call call, Snapshot snapshot) {
        return all(kind, user.get(call, snapshot), call, snapshot).stream()
                .filter(credential -> credential.id().equals(id))
                .findFirst()
                .orElseThrow(() -> kind.notFound(id));
    }

    /** Those of a user, or of the root user if there is none. */
    static List<UploadedCredential> all(
            UploadKind kind, Optional<User> user, Call call, Snapshot snapshot) {
        var credentials = snapshot.uploadedCredentials();
        return user.map(found -> credentials.ofUser(kind.stored(), found.id()))
                .orElseGet(() -> credentials.ofRoot(kind.stored(), call.account()));
    }
}
