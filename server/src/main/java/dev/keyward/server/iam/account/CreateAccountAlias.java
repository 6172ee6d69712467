package dev.keyward.server.iam.account;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.IamError;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * Gives the account a name for its sign-in page, in the place of the one that it had.
 *
 * <p>Source: IAM User Guide, "Create, delete, and list an AWS account alias".
 */
final class CreateAccountAlias implements Operation.Writing<String> {

    @Override
    public String name() {
        return "CreateAccountAlias";
    }

    @Override
    public String read(Struct input) {
        var alias = input.requiredText("AccountAlias");
        if (AccountId.isAccountId(alias)) {
            throw CommonError.VALIDATION.because(
                    "The account alias " + alias + " must not be a number of 12 digits.");
        }
        return alias;
    }

    @Override
    public List<Target> targets(String request, Call call, Snapshot snapshot) {
        return List.of(new Target("iam:" + name(), new Target.Anything(), ContextKeys.empty()));
    }

    @Override
    public Struct perform(
            String request, Call call, List<Target> targets, Transaction transaction) {
        if (transaction.accountAliases().find(request).isPresent()) {
            throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "The account alias " + request + " already exists.");
        }
        transaction.accountAliases().put(call.account(), request);
        return Struct.empty();
    }
}
