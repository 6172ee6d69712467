package dev.keyward.server.sts;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Tells which account an access key belongs to: by the store for a key that stands there, and by the
 * number that the id carries for any other, since temporary keys are stored nowhere.
 *
 * <p>Source: STS API Reference, "GetAccessKeyInfo".
 */
final class GetAccessKeyInfo implements Operation.Reading<GetAccessKeyInfo.Request> {

    record Request(String accessKeyId) {}

    @Override
    public String name() {
        return "GetAccessKeyInfo";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("AccessKeyId"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(
                new Target("sts:GetAccessKeyInfo", new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var account = snapshot.accessKeys()
                .find(request.accessKeyId())
                .map(AccessKey::account)
                .or(() -> AccessKeyIds.accountOf(request.accessKeyId()))
                .map(AccountId::value)
                .orElseThrow(() -> CommonError.VALIDATION.because(
                        "Invalid access key id " + request.accessKeyId()));
        return Struct.builder().put("Account", account).build();
    }
}
