package dev.keyward.server.iam.managedpolicy;

import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.PathInput;
import dev.keyward.server.iam.common.PolicyDocuments;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.model.PolicyVersion;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A new customer managed policy with its first version, attached to nobody. */
final class CreatePolicy implements Operation.Writing<CreatePolicy.Request> {

    private static final String ID_PREFIX = "ANPA";
    private static final String FIRST = "v1";

    private final UniqueIds ids;

    CreatePolicy(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(
            String path,
            String name,
            String document,
            String description,
            Map<String, String> tags) {

        Arn arn(Call call) {
            return new Arn("aws", "iam", "", call.account().value(), "policy" + path + name);
        }
    }

    @Override
    public String name() {
        return "CreatePolicy";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                PathInput.path(input),
                input.requiredText("PolicyName"),
                input.requiredText("PolicyDocument"),
                input.text("Description").orElse(""),
                Tags.read(input, Tags.Case.SENSITIVE));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var policy = Target.Named.of(request.arn(call));
        return List.of(new Target("iam:" + name(), policy, Tags.ofRequest(request.tags())));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        PolicyDocuments.requireManaged(request.document());
        var policies = transaction.managedPolicies();
        if (policies.findByName(call.account(), request.name()).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because("A policy called " + request.name()
                    + " already exists. Duplicate names are not allowed.");
        }
        Quota.POLICIES_PER_ACCOUNT.require(policies.count(call.account()) + 1);
        var now = NewEntity.created(call);
        var policy = new ManagedPolicy(
                request.arn(call),
                request.path(),
                request.name(),
                ids.fresh(ID_PREFIX),
                request.description(),
                FIRST,
                1,
                now,
                now,
                new TreeMap<>(request.tags()));
        policies.insert(policy);
        policies.insertVersion(new PolicyVersion(policy.arn(), FIRST, request.document(), now));
        var answer = PolicyShapes.listed(
                policy, new PolicyUsage(call.account(), transaction.attachments()));
        Tags.put(answer, request.tags());
        return Struct.builder().put("Policy", answer.build()).build();
    }
}
