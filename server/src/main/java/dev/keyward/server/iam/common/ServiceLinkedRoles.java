package dev.keyward.server.iam.common;

import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.model.Role;
import dev.keyward.wire.ServiceException;

/**
 * Roles that belong to a service. Only CreateServiceLinkedRole makes roles under their path, and no role
 * ever leaves its path, so that the path tells which they are.
 *
 * <p>Source: IAM User Guide, "Create a service-linked role".
 */
public final class ServiceLinkedRoles {

    /** What the paths of all of them begin with; the name of the service follows. */
    public static final String PATH = "/aws-service-role/";

    private ServiceLinkedRoles() {}

    public static boolean isOne(PolicyOwner owner) {
        return owner instanceof Role role && role.path().startsWith(PATH);
    }

    /**
     * Refuses what customers may not change about a role of a service.
     *
     * @throws ServiceException {@code UnmodifiableEntity}
     */
    public static void requireModifiable(PolicyOwner owner) {
        if (isOne(owner)) {
            throw IamError.UNMODIFIABLE_ENTITY.because(
                    "Cannot perform the operation on the protected" + " role '" + owner.name()
                            + "' - this role is only modifiable by AWS");
        }
    }
}
