package dev.keyward.server.iam.oidc;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** The ARNs of the account's providers, all at once. */
final class ListOidcProviders implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "ListOpenIDConnectProviders";
    }

    @Override
    public Struct read(Struct input) {
        return input;
    }

    @Override
    public List<Target> targets(Struct request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(Struct request, Call call, List<Target> targets, Snapshot snapshot) {
        var providers = snapshot.oidcProviders().list(call.account()).stream()
                .map(ListOidcProviders::describe)
                .toList();
        return Struct.builder().putList("OpenIDConnectProviderList", providers).build();
    }

    private static Struct describe(OidcProvider provider) {
        return Struct.builder().put("Arn", provider.arn().toString()).build();
    }
}
