package dev.keyward.server.organizations.delegation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Lets a member account administer a service no longer. */
final class DeregisterDelegatedAdministrator implements Operation.Writing<DelegationRequest> {

    @Override
    public String name() {
        return "DeregisterDelegatedAdministrator";
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
        var delegation = request.find(member, transaction)
                .orElseThrow(() -> OrganizationsError.ACCOUNT_NOT_REGISTERED.because(
                        "The provided account is not a registered delegated administrator for your"
                                + " organization."));
        transaction.organizationServices().revoke(delegation);
        return Struct.empty();
    }
}
