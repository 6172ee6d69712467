package dev.keyward.server.organizations.delegation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.TrustedService;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Trusts a service. It is on record only: no service works in accounts by itself here. */
final class EnableAwsServiceAccess implements Operation.Writing<ServiceRef> {

    @Override
    public String name() {
        return "EnableAWSServiceAccess";
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
        if (organization.features() != Organization.FeatureSet.ALL) {
            throw OrganizationsError.CONSTRAINT_VIOLATION.because(
                    "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
                    "The organization must have all features enabled.");
        }
        transaction
                .organizationServices()
                .trust(new TrustedService(organization.id(), request.principal(), call.now()));
        return Struct.empty();
    }
}
