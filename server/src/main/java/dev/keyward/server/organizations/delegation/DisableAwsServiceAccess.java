package dev.keyward.server.organizations.delegation;

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

/** Trusts a service no longer, once no account administers it. */
final class DisableAwsServiceAccess implements Operation.Writing<ServiceRef> {

    @Override
    public String name() {
        return "DisableAWSServiceAccess";
    }

    @Override
    public ServiceRef read(Struct input) {
        return ServiceRef.read(input);
    }

    @Override
    public List<Target> targets(ServiceRef request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name(), request.key()));
    }

    @Override
    public Struct perform(
            ServiceRef request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var services = transaction.organizationServices();
        var isAdministered = services.delegations(organization.id()).stream()
                .anyMatch(each -> each.servicePrincipal().equals(request.principal()));
        if (isAdministered) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE",
                    "You must deregister all delegated administrators of the service first.");
        }
        services.distrust(organization.id(), request.principal());
        return Struct.empty();
    }
}
