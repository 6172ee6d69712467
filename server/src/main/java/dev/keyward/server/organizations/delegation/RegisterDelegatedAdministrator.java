package dev.keyward.server.organizations.delegation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Account;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Lets a member account administer a service. From then on it may also read what the organization is
 * made of.
 *
 * <p>Source: Organizations User Guide, "Delegated administrator for AWS services that work with
 * Organizations".
 */
final class RegisterDelegatedAdministrator implements Operation.Writing<DelegationRequest> {

    @Override
    public String name() {
        return "RegisterDelegatedAdministrator";
    }

    @Override
    public DelegationRequest read(Struct input) {
        return DelegationRequest.read(input);
    }

    @Override
    public List<Target> targets(DelegationRequest request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            DelegationRequest request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var member = request.account().get(organization, transaction);
        requireEligible(organization, member, transaction);
        var services = transaction.organizationServices();
        if (!services.isTrusted(organization.id(), request.service().principal())) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "SERVICE_ACCESS_NOT_ENABLED",
                    "You must enable access of the service to your organization first.");
        }
        if (request.find(member, transaction).isPresent()) {
            throw OrganizationsError.ACCOUNT_ALREADY_REGISTERED.because(
                    "The provided account is already a delegated administrator for your"
                            + " organization.");
        }
        services.delegate(new Delegation(
                member.account(), organization.id(), request.service().principal(), call.now()));
        return Struct.empty();
    }

    private static void requireEligible(
            Organization organization, Member member, Snapshot snapshot) {
        if (member.account().equals(organization.managementAccount())) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
                    "You cannot register master account/yourself as delegated administrator for"
                            + " your organization.");
        }
        var isOpen = snapshot.accounts()
                .find(member.account())
                .filter(account -> account.state() == Account.State.ACTIVE)
                .isPresent();
        if (!isOpen) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
                    "You cannot register a suspended account as delegated administrator.");
        }
    }
}
