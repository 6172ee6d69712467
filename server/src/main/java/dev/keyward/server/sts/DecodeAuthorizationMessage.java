package dev.keyward.server.sts;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.EncodedRefusals;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Tells what an encoded authorization message says, to callers of the account that it was given to.
 *
 * <p>Source: STS API Reference, "DecodeAuthorizationMessage".
 */
final class DecodeAuthorizationMessage
        implements Operation.Reading<DecodeAuthorizationMessage.Request> {

    private final EncodedRefusals refusals;

    DecodeAuthorizationMessage(EncodedRefusals refusals) {
        this.refusals = refusals;
    }

    record Request(String encodedMessage) {}

    @Override
    public String name() {
        return "DecodeAuthorizationMessage";
    }

    @Override
    public Request read(Struct input) {
        return new Request(input.requiredText("EncodedMessage"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target(
                "sts:DecodeAuthorizationMessage", new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var message = refusals.decode(request.encodedMessage(), call)
                .orElseThrow(() ->
                        StsError.INVALID_AUTHORIZATION_MESSAGE.because("Message is not valid"));
        return Struct.builder().put("DecodedMessage", message).build();
    }
}
