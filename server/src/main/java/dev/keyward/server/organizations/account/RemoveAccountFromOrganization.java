package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Takes an account out of the organization. Its policies do not limit it any more. */
final class RemoveAccountFromOrganization implements Operation.Writing<AccountRef> {

    @Override
    public String name() {
        return "RemoveAccountFromOrganization";
    }

    @Override
    public AccountRef read(Struct input) {
        return AccountRef.read(input);
    }

    @Override
    public List<Target> targets(AccountRef request, Call call, Snapshot snapshot) {
        return List.of(request.target(name(), call, snapshot));
    }

    @Override
    public Struct perform(
            AccountRef request, Call call, List<Target> targets, Transaction transaction) {
        var organization = Standing.requireManagement(call, transaction);
        Departures.leave(organization, request.get(organization, transaction), transaction);
        return Struct.empty();
    }
}
