package dev.keyward.server.iam.oidc;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.OidcProviderRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Replaces all thumbprints of a provider.
 *
 * <p>Source: IAM API Reference, "UpdateOpenIDConnectProviderThumbprint".
 */
final class UpdateThumbprints implements Operation.Writing<UpdateThumbprints.Request> {

    record Request(OidcProviderRef provider, List<String> thumbprints) {}

    @Override
    public String name() {
        return "UpdateOpenIDConnectProviderThumbprint";
    }

    @Override
    public Request read(Struct input) {
        var thumbprints = Thumbprints.read(input);
        if (thumbprints.isEmpty()) {
            throw IamError.INVALID_INPUT.because(
                    "Thumbprint list must contain at least one entry.");
        }
        return new Request(OidcProviderRef.read(input), thumbprints);
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.provider().target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var provider = request.provider().get(call, transaction);
        transaction.oidcProviders().update(provider.withThumbprints(request.thumbprints()));
        return Struct.empty();
    }
}
