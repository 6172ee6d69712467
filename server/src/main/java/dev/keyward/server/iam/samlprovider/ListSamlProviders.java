package dev.keyward.server.iam.samlprovider;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** All SAML providers of the account at once, without their documents and tags. */
final class ListSamlProviders implements Operation.Reading<Struct> {

    @Override
    public String name() {
        return "ListSAMLProviders";
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
        var providers = snapshot.samlProviders().list(call.account()).stream()
                .map(ListSamlProviders::entry)
                .toList();
        return Struct.builder().putList("SAMLProviderList", providers).build();
    }

    private static Struct entry(SamlProvider provider) {
        return Struct.builder()
                .put("Arn", provider.arn().toString())
                .put("ValidUntil", provider.validUntil())
                .put("CreateDate", provider.created())
                .build();
    }
}
