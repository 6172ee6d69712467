package dev.keyward.server.iam.samlprovider;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.SamlProviderRef;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Deletes a SAML provider. Roles that trust it stay as they are; sessions end when they would. */
final class DeleteSamlProvider implements Operation.Writing<SamlProviderRef> {

    @Override
    public String name() {
        return "DeleteSAMLProvider";
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
            SamlProviderRef request, Call call, List<Target> targets, Transaction transaction) {
        transaction.samlProviders().delete(request.get(call, transaction));
        return Struct.empty();
    }
}
