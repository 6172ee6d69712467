package dev.keyward.server.organizations.organization;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes an organization that has no account but its management account, with its units and policies. */
final class DeleteOrganization implements Operation.Writing<DeleteOrganization.Request> {

    record Request() {}

    @Override
    public String name() {
        return "DeleteOrganization";
    }

    @Override
    public Request read(Struct input) {
        return new Request();
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        if (transaction.organizations().countMembers(organization.id()) > 1) {
            throw OrganizationsError.ORGANIZATION_NOT_EMPTY.because(
                    "To delete an organization you must first remove all member accounts (except"
                            + " the master).");
        }
        transaction.organizations().delete(organization);
        return Struct.empty();
    }
}
