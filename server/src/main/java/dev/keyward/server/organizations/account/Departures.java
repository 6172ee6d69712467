package dev.keyward.server.organizations.account;

import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.ServiceException;

/** Accounts that go out of their organization. They stay, with all that is in them, in none. */
final class Departures {

    private Departures() {}

    /**
     * Takes an account out.
     *
     * @throws ServiceException {@code MasterCannotLeaveOrganizationException}; {@code
     *     ConstraintViolationException}
     */
    static void leave(Organization organization, Member member, Transaction transaction) {
        if (member.account().equals(organization.managementAccount())) {
            throw OrganizationsError.MASTER_CANNOT_LEAVE_ORGANIZATION.because(
                    "You can't remove a management account from an organization.");
        }
        if (!transaction.organizationServices().delegationsTo(member.account()).isEmpty()) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
                    "You must deregister the account as delegated administrator first.");
        }
        transaction.organizations().deleteMember(member);
    }
}
