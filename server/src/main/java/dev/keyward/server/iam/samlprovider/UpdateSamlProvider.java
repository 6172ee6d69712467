package dev.keyward.server.iam.samlprovider;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.iam.common.NewEntity;
import dev.keyward.server.iam.common.SamlProviderRef;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Replaces the metadata document of a SAML provider. What it said before counts no more. */
final class UpdateSamlProvider implements Operation.Writing<UpdateSamlProvider.Request> {

    record Request(SamlProviderRef provider, Metadata metadata) {}

    @Override
    public String name() {
        return "UpdateSAMLProvider";
    }

    @Override
    public Request read(Struct input) {
        Metadata.refuseEncryption(input);
        var document = input.text(Metadata.MEMBER)
                .orElseThrow(() -> IamError.INVALID_INPUT.because(
                        "Unable to update identity provider. No updates are defined for metadata or"
                                + " encryption assertion."));
        return new Request(SamlProviderRef.read(input), Metadata.of(document));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(request.provider().target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var old = request.provider().get(call, transaction);
        var metadata = request.metadata();
        var provider = new SamlProvider(
                old.account(),
                old.name(),
                old.id(),
                metadata.read().entityId(),
                metadata.read().signingCertificates(),
                old.created(),
                metadata.validUntil(NewEntity.created(call)),
                old.tags());
        transaction.samlProviders().update(provider, metadata.document());
        return Struct.builder()
                .put("SAMLProviderArn", provider.arn().toString())
                .build();
    }
}
