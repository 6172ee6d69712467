package dev.keyward.server.organizations.tag;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The root, unit, account or policy that a request's {@code ResourceId} names. */
record TaggedRef(String id) {

    static TaggedRef read(Struct input) {
        return new TaggedRef(input.requiredText("ResourceId"));
    }

    Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, id, keys, call, snapshot);
    }

    /**
     * Refuses what is not there, and the policies of AWS, which have no tags.
     *
     * @throws ServiceException {@code TargetNotFoundException}
     */
    void require(Organization organization, Snapshot snapshot) {
        var isThere = id.startsWith("p-")
                ? snapshot.organizationPolicies().find(organization.id(), id).isPresent()
                : Places.exists(organization, id, snapshot);
        if (!isThere) {
            throw OrganizationsError.TARGET_NOT_FOUND.because(
                    "You specified a target that doesn't exist.");
        }
    }
}
