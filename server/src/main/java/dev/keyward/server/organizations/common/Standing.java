package dev.keyward.server.organizations.common;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.Optional;

/**
 * The caller's account in its organization. Most operations are the management account's alone, whatever
 * the policies of other accounts allow.
 *
 * <p>Source: Organizations API Reference, "You can only call this operation from the management account"
 * of each operation.
 */
public record Standing(Organization organization, Member member) {

    /** Empty if the account is in no organization. */
    public static Optional<Standing> find(Call call, Snapshot snapshot) {
        return snapshot.organizations()
                .member(call.account())
                // One that is deleted right now is gone.
                .flatMap(member -> snapshot.organizations()
                        .find(member.organizationId())
                        .map(organization -> new Standing(organization, member)));
    }

    /**
     * For what every account of an organization may ask.
     *
     * @throws ServiceException {@code AWSOrganizationsNotInUseException}
     */
    public static Standing require(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(() -> OrganizationsError.NOT_IN_USE.because(
                        "Your account is not a member of an organization."));
    }

    /**
     * The organization, for what its management account alone may do.
     *
     * @throws ServiceException {@code AWSOrganizationsNotInUseException}; {@code AccessDeniedException}
     */
    public static Organization requireManagement(Call call, Snapshot snapshot) {
        var standing = require(call, snapshot);
        if (!standing.isManagement()) {
            throw CommonError.ACCESS_DENIED.because(
                    "You don't have permissions to access this resource.");
        }
        return standing.organization();
    }

    /**
     * The organization, for what may be asked without changing anything: by its management account, and
     * by accounts that administer a service for it.
     *
     * @throws ServiceException {@code AWSOrganizationsNotInUseException}; {@code AccessDeniedException}
     */
    public static Organization requireReader(Call call, Snapshot snapshot) {
        var isDelegate =
                !snapshot.organizationServices().delegationsTo(call.account()).isEmpty();
        return isDelegate
                ? require(call, snapshot).organization()
                : requireManagement(call, snapshot);
    }

    public boolean isManagement() {
        return organization.managementAccount().equals(member.account());
    }
}
