package dev.keyward.server.iam.inlinepolicy;

import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OwnerKind;
import dev.keyward.server.iam.common.OwnerRef;
import dev.keyward.server.model.InlinePolicy;
import dev.keyward.server.model.PolicyOwner;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** An inline policy as a request names it: by its owner and its name there. */
record InlinePolicyRef(OwnerRef owner, String name) {

    static InlinePolicyRef read(OwnerKind kind, Struct input) {
        return new InlinePolicyRef(OwnerRef.read(kind, input), input.requiredText("PolicyName"));
    }

    /**
     * The policy.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    InlinePolicy get(PolicyOwner found, Snapshot snapshot) {
        return snapshot.inlinePolicies()
                .find(found.id(), name)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because("The "
                        + owner.kind().noun() + " policy with name " + name + " cannot be found."));
    }
}
