package dev.keyward.server.iam.common;

import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;

import java.util.Collection;

/** What must be gone before a user, group or role can be deleted. */
public final class DeleteConflicts {

    private DeleteConflicts() {}

    /**
     * Refuses while policies hang on the owner.
     *
     * @throws ServiceException {@code DeleteConflict}
     */
    public static void requireNoPolicies(PolicyOwner owner, Snapshot snapshot) {
        requireNone(
                snapshot.attachments().policiesOf(owner.id()), "must detach all policies first");
        requireNone(snapshot.inlinePolicies().list(owner.id()), "must delete policies first");
    }

    /**
     * Refuses unless there is nothing.
     *
     * @param toDo what the caller has to do first, in IAM's words
     * @throws ServiceException {@code DeleteConflict}
     */
    public static void requireNone(Collection<?> left, String toDo) {
        if (!left.isEmpty()) {
            throw IamError.DELETE_CONFLICT.because("Cannot delete entity, " + toDo + ".");
        }
    }
}
