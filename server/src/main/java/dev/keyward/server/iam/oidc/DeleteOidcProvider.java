package dev.keyward.server.iam.oidc;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OidcProviderRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Deletes a provider; one that is not there does no harm. Sessions that have begun go on, and roles that
 * name the provider stay as they are.
 *
 * <p>Source: IAM API Reference, "DeleteOpenIDConnectProvider".
 */
final class DeleteOidcProvider implements Operation.Writing<OidcProviderRef> {

    @Override
    public String name() {
        return "DeleteOpenIDConnectProvider";
    }

    @Override
    public OidcProviderRef read(Struct input) {
        return OidcProviderRef.read(input);
    }

    @Override
    public List<Target> targets(OidcProviderRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            OidcProviderRef request, Call call, List<Target> targets, Transaction transaction) {
        request.find(call, transaction).ifPresent(transaction.oidcProviders()::delete);
        return Struct.empty();
    }
}
