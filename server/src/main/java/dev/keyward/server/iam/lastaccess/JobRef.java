package dev.keyward.server.iam.lastaccess;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.model.LastAccessJob;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** A question for when somebody last used what, as the one who asked it names it. */
record JobRef(String id) {

    static JobRef read(Struct input) {
        return new JobRef(input.requiredText("JobId"));
    }

    /**
     * The question, if it is the caller's.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    LastAccessJob get(Call call, Snapshot snapshot) {
        return snapshot.lastAccessJobs()
                .find(call.account(), id)
                .filter(job -> job.requesterId().equals(requesterId(call)))
                .orElseThrow(() ->
                        IamError.NO_SUCH_ENTITY.because("Job with id " + id + " cannot be found."));
    }

    /** Whose a question is: the user's, or the role's in whichever session. */
    static String requesterId(Call call) {
        return switch (call.caller().principal()) {
            case Principal.User user -> user.id();
            case Principal.AssumedRole role -> role.roleId();
            case Principal.Root _,
                    Principal.FederatedUser _,
                    Principal.Federated _,
                    Principal.Service _ -> call.caller().userId();
        };
    }
}
