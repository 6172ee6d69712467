package dev.keyward.server.iam.account;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Takes the alias away from the account; another account may have it then. */
final class DeleteAccountAlias implements Operation.Writing<String> {

    @Override
    public String name() {
        return "DeleteAccountAlias";
    }

    @Override
    public String read(Struct input) {
        return input.requiredText("AccountAlias");
    }

    @Override
    public List<Target> targets(String request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(
            String request, Call call, List<Target> targets, Transaction transaction) {
        if (!transaction.accountAliases().of(call.account()).equals(Optional.of(request))) {
            throw IamError.NO_SUCH_ENTITY.because(
                    "The account alias " + request + " cannot be found.");
        }
        transaction.accountAliases().delete(call.account());
        return Struct.empty();
    }
}
