package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.organizations.common.OrganizationIds;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.organizations.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;

/** A new policy, attached to nothing. */
final class CreatePolicy implements Operation.Writing<CreatePolicy.Request> {

    private final OrganizationIds ids;

    CreatePolicy(OrganizationIds ids) {
        this.ids = ids;
    }

    record Request(
            String type,
            String name,
            String description,
            String content,
            Map<String, String> tags) {}

    @Override
    public String name() {
        return "CreatePolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                input.requiredText("Type"),
                input.requiredText("Name"),
                input.requiredText("Description"),
                input.requiredText("Content"),
                Tags.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = Tags.ofRequest(request.tags()).with(PolicyTypes.key(request.type()));
        return Tags.withTagging(
                OrganizationTargets.onNewPolicy(name(), request.type(), keys, call, snapshot),
                request.tags());
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var type = PolicyTypes.require(request.type(), organization);
        PolicyContents.require(type, request.content());
        PolicyContents.requireFree(organization, type, request.name(), transaction);
        var policies = transaction.organizationPolicies();
        PolicyQuota.ofOrganization(type).require(policies.count(organization.id(), type) + 1);
        var id = ids.policy(taken -> policies.find(organization.id(), taken).isPresent());
        var policy = new OrganizationPolicy(
                organization.policyArn(type, id),
                id,
                type,
                request.name(),
                request.description(),
                request.content());
        policies.insert(organization.id(), policy);
        transaction.organizations().putTags(organization.id(), id, request.tags());
        return PolicyShapes.answer(policy);
    }
}
