package dev.keyward.server.iam.samlprovider;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.SamlProviderRef;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** A SAML provider with its metadata document, as it was given. */
final class GetSamlProvider implements Operation.Reading<SamlProviderRef> {

    @Override
    public String name() {
        return "GetSAMLProvider";
    }

    @Override
    public SamlProviderRef read(Struct input) {
        return SamlProviderRef.read(input);
    }

    @Override
    public List<Target> targets(SamlProviderRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            SamlProviderRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var provider = request.get(call, snapshot);
        return Struct.builder()
                .put("SAMLProviderUUID", provider.id())
                .put(Metadata.MEMBER, snapshot.samlProviders().document(provider))
                .put("CreateDate", provider.created())
                .put("ValidUntil", provider.validUntil())
                .putList("Tags", Tags.describe(provider.tags()))
                .build();
    }
}
