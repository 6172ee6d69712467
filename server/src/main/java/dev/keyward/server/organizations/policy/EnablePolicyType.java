package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Lets policies of a type be attached. The root, every unit and every account begin with AWS's policy that
 * lets everything pass.
 */
final class EnablePolicyType implements Operation.Writing<PolicyTypeRequest> {

    private static final int CHUNK = 1_000;

    @Override
    public String name() {
        return "EnablePolicyType";
    }

    @Override
    public PolicyTypeRequest read(Struct input) {
        return PolicyTypeRequest.read(input);
    }

    @Override
    public List<Target> targets(PolicyTypeRequest request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            PolicyTypeRequest request, Call call, List<Target> targets, Transaction transaction) {
        var organization = request.require(call, transaction);
        var type = PolicyTypes.require(request.type(), organization);
        if (organization.enabled().contains(type)) {
            throw OrganizationsError.POLICY_TYPE_ALREADY_ENABLED.because(
                    "The specified policy type is already enabled.");
        }
        var types = EnumSet.of(type);
        types.addAll(organization.enabled());
        var changed = organization.enabling(types);
        transaction.organizations().update(changed);
        attachEverywhere(organization, AwsOrganizationPolicies.fullAccess(type), transaction);
        return PolicyTypeRequest.answer(changed);
    }

    private static void attachEverywhere(
            Organization organization, OrganizationPolicy policy, Transaction transaction) {
        var policies = transaction.organizationPolicies();
        policies.attach(organization.id(), organization.rootId(), policy);
        for (var unit : transaction.organizationalUnits().all(organization.id())) {
            policies.attach(organization.id(), unit.id(), policy);
        }
        var after = Optional.<String>empty();
        do {
            var page = transaction
                    .organizations()
                    .members(organization.id(), new Page.Request(after, CHUNK));
            for (var member : page.items()) {
                policies.attach(organization.id(), member.account().value(), policy);
            }
            after = page.next();
        } while (after.isPresent());
    }
}
