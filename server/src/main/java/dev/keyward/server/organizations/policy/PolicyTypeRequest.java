package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.organizations.organization.OrganizationShapes;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** A type of policies, to be enabled or disabled in the root. */
record PolicyTypeRequest(String rootId, String type) {

    static PolicyTypeRequest read(Struct input) {
        return new PolicyTypeRequest(
                input.requiredText("RootId"), input.requiredText("PolicyType"));
    }

    Target target(String operation, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, rootId, PolicyTypes.key(type), call, snapshot);
    }

    /**
     * The organization, which has that root.
     *
     * @throws ServiceException {@code RootNotFoundException}, and as {@link Standing} says
     */
    Organization require(Call call, Snapshot snapshot) {
        var organization = Standing.requireManagement(call, snapshot);
        if (!organization.rootId().equals(rootId)) {
            throw OrganizationsError.ROOT_NOT_FOUND.because(
                    "You specified a root that doesn't exist.");
        }
        return organization;
    }

    /** The answer: the root as it is then. */
    static Struct answer(Organization organization) {
        return Struct.builder()
                .put("Root", OrganizationShapes.root(organization))
                .build();
    }
}
