package dev.keyward.server.iam.instanceprofile;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.iam.common.InstanceProfileRef;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** An instance profile and a role that a request puts into it or takes out. */
record HeldRole(InstanceProfileRef profile, OwnerRef role) {

    static HeldRole read(Struct input) {
        return new HeldRole(InstanceProfileRef.read(input), OwnerRef.read(OwnerKind.ROLE, input));
    }

    /**
     * The role.
     *
     * @throws ServiceException {@code NoSuchEntity}; {@code UnmodifiableEntity} if it is a service's
     */
    Role requireRole(Call call, Snapshot snapshot) {
        return (Role) role.getModifiable(call, snapshot);
    }
}
