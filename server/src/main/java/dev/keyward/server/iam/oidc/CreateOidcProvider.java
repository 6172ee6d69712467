package dev.keyward.server.iam.oidc;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a provider. Its server is not asked for anything, and without thumbprints it is known by the
 * authorities that are trusted alone.
 *
 * <p>Source: IAM API Reference, "CreateOpenIDConnectProvider".
 */
final class CreateOidcProvider implements Operation.Writing<CreateOidcProvider.Request> {

    record Request(
            String url,
            List<String> clientIds,
            List<String> thumbprints,
            Map<String, String> tags) {}

    @Override
    public String name() {
        return "CreateOpenIDConnectProvider";
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                ProviderUrl.read(input),
                input.texts("ClientIDList").stream().distinct().toList(),
                Thumbprints.read(input),
                Tags.read(input, Tags.Case.INSENSITIVE));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(new Target(
                "iam:" + name(),
                Target.Named.of(OidcProvider.arn(call.account(), request.url())),
                Tags.ofRequest(request.tags())));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var providers = transaction.oidcProviders();
        if (providers.find(call.account(), request.url()).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "Provider with url https://" + request.url() + " already exists.");
        }
        Quota.OIDC_PROVIDERS_PER_ACCOUNT.require(providers.count(call.account()) + 1);
        Quota.CLIENT_IDS_PER_OIDC_PROVIDER.require(request.clientIds().size());
        Quota.TAGS_PER_OIDC_PROVIDER.require(request.tags().size());
        var provider = new OidcProvider(
                call.account(),
                request.url(),
                request.clientIds(),
                request.thumbprints(),
                NewEntity.created(call),
                new TreeMap<>(request.tags()));
        providers.insert(provider);
        var answer =
                Struct.builder().put("OpenIDConnectProviderArn", provider.arn().toString());
        Tags.put(answer, request.tags());
        return answer.build();
    }
}
