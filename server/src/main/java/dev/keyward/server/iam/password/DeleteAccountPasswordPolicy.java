package dev.keyward.server.iam.password;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Takes the account's password policy away, so that what AWS asks of all accounts counts. */
final class DeleteAccountPasswordPolicy implements Operation.Writing<Struct> {

    @Override
    public String name() {
        return "DeleteAccountPasswordPolicy";
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
    public Struct perform(
            Struct request, Call call, List<Target> targets, Transaction transaction) {
        GetAccountPasswordPolicy.require(call, transaction);
        transaction.passwordPolicies().delete(call.account());
        return Struct.empty();
    }
}
