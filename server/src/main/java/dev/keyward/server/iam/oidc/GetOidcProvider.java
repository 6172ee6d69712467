package dev.keyward.server.iam.oidc;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.OidcProviderRef;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/** Describes a provider. */
final class GetOidcProvider implements Operation.Reading<OidcProviderRef> {

    @Override
    public String name() {
        return "GetOpenIDConnectProvider";
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
            OidcProviderRef request, Call call, List<Target> targets, Snapshot snapshot) {
        var provider = request.get(call, snapshot);
        var answer = Struct.builder()
                .put("Url", provider.url())
                .putTexts("ClientIDList", provider.clientIds())
                .putTexts("ThumbprintList", provider.thumbprints())
                .put("CreateDate", provider.created());
        Tags.put(answer, provider.tags());
        return answer.build();
    }
}
