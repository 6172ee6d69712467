package dev.keyward.server.iam.samlprovider;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.Quota;
import dev.keyward.server.iam.common.Tags;
import dev.keyward.server.iam.common.UniqueIds;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A new SAML provider, by which nobody can sign in until a role trusts it. */
final class CreateSamlProvider implements Operation.Writing<CreateSamlProvider.Request> {

    private static final String ID_PREFIX = "SAMLSP";

    private final UniqueIds ids;

    CreateSamlProvider(UniqueIds ids) {
        this.ids = ids;
    }

    record Request(String name, Metadata metadata, Map<String, String> tags) {}

    @Override
    public String name() {
        return "CreateSAMLProvider";
    }

    @Override
    public Request read(Struct input) {
        Metadata.refuseEncryption(input);
        return new Request(
                input.requiredText("Name"),
                Metadata.of(input.requiredText(Metadata.MEMBER)),
                Tags.read(input, Tags.Case.SENSITIVE));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var arn = SamlProvider.arn(call.account(), request.name());
        return List.of(
                new Target("iam:" + name(), Target.Named.of(arn), Tags.ofRequest(request.tags())));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var providers = transaction.samlProviders();
        if (providers.find(call.account(), request.name()).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "Provider with name " + request.name() + " already exists.");
        }
        Quota.SAML_PROVIDERS_PER_ACCOUNT.require(providers.count(call.account()) + 1);
        var created = NewEntity.created(call);
        var metadata = request.metadata();
        var provider = new SamlProvider(
                call.account(),
                request.name(),
                ids.fresh(ID_PREFIX),
                metadata.read().entityId(),
                metadata.read().signingCertificates(),
                created,
                metadata.validUntil(created),
                new TreeMap<>(request.tags()));
        providers.insert(provider, metadata.document());
        var answer = Struct.builder().put("SAMLProviderArn", provider.arn().toString());
        Tags.put(answer, request.tags());
        return answer.build();
    }
}
