package dev.keyward.server.organizations.common;

import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationalUnit;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;

import java.util.Optional;

/** Finds roots, units and accounts of one organization; those of others are not there. */
public final class Places {

    private Places() {}

    public static Optional<OrganizationalUnit> unit(
            Organization organization, String unitId, Snapshot snapshot) {
        return snapshot.organizationalUnits()
                .find(unitId)
                .filter(unit -> unit.organizationId().equals(organization.id()));
    }

    public static Optional<Member> member(
            Organization organization, String accountId, Snapshot snapshot) {
        return snapshot.organizations()
                .member(new AccountId(accountId))
                .filter(member -> member.organizationId().equals(organization.id()));
    }

    /** Whether there is a root or unit of that id. */
    public static boolean isParent(Organization organization, String id, Snapshot snapshot) {
        return id.equals(organization.rootId())
                || unit(organization, id, snapshot).isPresent();
    }

    /**
     * Refuses what is no root or unit.
     *
     * @throws ServiceException {@code ParentNotFoundException}
     */
    public static void requireParent(Organization organization, String id, Snapshot snapshot) {
        if (!isParent(organization, id, snapshot)) {
            throw OrganizationsError.PARENT_NOT_FOUND.because(
                    "You specified parent that doesn't exist.");
        }
    }

    /** Whether there is a root, unit or account of that id. */
    public static boolean exists(Organization organization, String id, Snapshot snapshot) {
        return AccountId.isAccountId(id)
                ? member(organization, id, snapshot).isPresent()
                : isParent(organization, id, snapshot);
    }

    /** Attaches to a new root, unit or account what everything has of each type that is enabled. */
    public static void giveFullAccess(
            Organization organization, String id, Transaction transaction) {
        for (var type : organization.enabled()) {
            transaction
                    .organizationPolicies()
                    .attach(organization.id(), id, AwsOrganizationPolicies.fullAccess(type));
        }
    }
}
