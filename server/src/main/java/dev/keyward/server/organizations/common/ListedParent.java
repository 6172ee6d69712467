package dev.keyward.server.organizations.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The root or unit whose contents a request wants listed. */
public record ListedParent(String parentId, Paging.Asked asked) {

    public static ListedParent read(Struct input) {
        return new ListedParent(input.requiredText("ParentId"), Paging.Asked.read(input));
    }

    public Target target(String operation, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, parentId, call, snapshot);
    }

    /**
     * The organization, which has such a root or unit.
     *
     * @throws ServiceException {@code AWSOrganizationsNotInUseException}; {@code
     *     AccessDeniedException}; {@code ParentNotFoundException}
     */
    public Organization require(Call call, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        Places.requireParent(organization, parentId, snapshot);
        return organization;
    }
}
