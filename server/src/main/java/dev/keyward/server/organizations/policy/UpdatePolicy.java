package dev.keyward.server.organizations.policy;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Gives a policy another name, description or content, which limits at once what it is attached to. */
final class UpdatePolicy implements Operation.Writing<UpdatePolicy.Request> {

    record Request(
            PolicyRef policy,
            Optional<String> name,
            Optional<String> description,
            Optional<String> content) {}

    @Override
    public String name() {
        return "UpdatePolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PolicyRef.read(input),
                input.text("Name"),
                input.text("Description"),
                input.text("Content"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.policy().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        var policy = request.policy().getOwn(organization, transaction);
        request.content().ifPresent(content -> PolicyContents.require(policy.type(), content));
        var newName = request.name().orElse(policy.name());
        if (!newName.equals(policy.name())) {
            PolicyContents.requireFree(organization, policy.type(), newName, transaction);
        }
        var updated = policy.saying(
                newName,
                request.description().orElse(policy.description()),
                request.content().orElse(policy.content()));
        transaction.organizationPolicies().update(organization.id(), updated);
        return PolicyShapes.answer(updated);
    }
}
