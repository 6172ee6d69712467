package dev.keyward.server.iam.simulate;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists the condition keys that policies go by, which a simulation should be told.
 *
 * <p>Source: IAM API Reference, "GetContextKeysForCustomPolicy" and "GetContextKeysForPrincipalPolicy".
 */
final class GetContextKeys implements Operation.Reading<GetContextKeys.Request> {

    private final Asked asked;

    record Request(Optional<PolicySource> source, List<NamedPolicy> given) {}

    GetContextKeys(Asked asked) {
        this.asked = asked;
    }

    @Override
    public String name() {
        return "GetContextKeysFor" + asked.word();
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                asked.source(input),
                GivenPolicy.list(input, "PolicyInputList", PolicyKind.IDENTITY));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return Asked.targets(name(), request.source(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var policies = new ArrayList<NamedPolicy>();
        request.source()
                .map(source -> source.get(call, snapshot))
                .ifPresent(owner -> policies.addAll(PolicySource.policies(owner, snapshot)));
        policies.addAll(request.given());
        return Struct.builder()
                .putTexts("ContextKeyNames", MentionedKeys.of(policies))
                .build();
    }
}
