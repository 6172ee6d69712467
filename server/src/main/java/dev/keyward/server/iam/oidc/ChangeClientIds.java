package dev.keyward.server.iam.oidc;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OidcProviderRef;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;

/**
 * AddClientIDToOpenIDConnectProvider and RemoveClientIDFromOpenIDConnectProvider. To add one that is there,
 * or to remove one that is not, does nothing.
 *
 * <p>Source: IAM API Reference, pages of these operations.
 */
final class ChangeClientIds implements Operation.Writing<ChangeClientIds.Request> {

    private final Change change;

    ChangeClientIds(Change change) {
        this.change = change;
    }

    enum Change {
        ADD,
        REMOVE
    }

    record Request(OidcProviderRef provider, String clientId) {}

    @Override
    public String name() {
        return switch (change) {
            case ADD -> "AddClientIDToOpenIDConnectProvider";
            case REMOVE -> "RemoveClientIDFromOpenIDConnectProvider";
        };
    }

    @Override
    public Request read(Struct input) {
        return new Request(OidcProviderRef.read(input), input.requiredText("ClientID"));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.provider().target(name(), ContextKeys.empty(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var provider = request.provider().get(call, transaction);
        var clientIds = new ArrayList<>(provider.clientIds());
        clientIds.remove(request.clientId());
        if (change == Change.ADD) {
            clientIds.add(request.clientId());
            Quota.CLIENT_IDS_PER_OIDC_PROVIDER.require(clientIds.size());
        }
        transaction.oidcProviders().update(provider.withClientIds(clientIds));
        return Struct.empty();
    }
}
