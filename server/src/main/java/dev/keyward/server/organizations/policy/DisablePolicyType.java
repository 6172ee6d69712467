package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.EnumSet;
import java.util.List;

/** Detaches all policies of a type for good, and lets none be attached. They limit nothing any more. */
final class DisablePolicyType implements Operation.Writing<PolicyTypeRequest> {

    @Override
    public String name() {
        return "DisablePolicyType";
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
        var type = PolicyTypes.find(request.type())
                .filter(organization.enabled()::contains)
                .orElseThrow(() -> OrganizationsError.POLICY_TYPE_NOT_ENABLED.because(
                        "This operation can be performed only for enabled policy types."));
        var types = EnumSet.noneOf(PolicyType.class);
        types.addAll(organization.enabled());
        types.remove(type);
        var changed = organization.enabling(types);
        transaction.organizations().update(changed);
        transaction.organizationPolicies().detachAll(organization.id(), type);
        return PolicyTypeRequest.answer(changed);
    }
}
