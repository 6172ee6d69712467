package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Deletes a policy that is attached to nothing. */
final class DeletePolicy implements Operation.Writing<PolicyRef> {

    @Override
    public String name() {
        return "DeletePolicy";
    }

    @Override
    public PolicyRef read(Struct input) {
        return PolicyRef.read(input);
    }

    @Override
    public List<Target> targets(PolicyRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            PolicyRef request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var policy = request.getOwn(organization, transaction);
        var policies = transaction.organizationPolicies();
        var one = new Page.Request(Optional.empty(), 1);
        if (!policies.targetsOf(organization.id(), policy.id(), one).items().isEmpty()) {
            throw OrganizationsError.POLICY_IN_USE.because(
                    "The policy is attached to one or more entities. You must detach it from all"
                            + " roots, OUs, and accounts before performing this operation.");
        }
        policies.delete(organization.id(), policy);
        return Struct.empty();
    }
}
