package dev.keyward.server.store;

import dev.keyward.server.model.AccessKeyUse;
import dev.keyward.server.model.ActionUse;

import java.util.List;
import java.util.Optional;

/** When access keys, users and roles were last used. They are deleted with their owners. */
public interface IamUses {

    /** The last recorded use of an access key. */
    Optional<AccessKeyUse> ofAccessKey(String accessKeyId);

    /** The last recorded use of each action by a user or role, by service and action. */
    List<ActionUse> ofEntity(String entityId);

    /** Writes uses, unless a later one is recorded already or the owner is not there any more. */
    interface Writer extends IamUses {

        void put(AccessKeyUse use);

        void put(ActionUse use);
    }
}
