package dev.keyward.server.callers;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Account;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.util.List;

/**
 * Who may register services: principals of the account that the server began with, which is its
 * operator's. A service's name counts in the policies of every account, so that no other account may take
 * one.
 */
final class Registrar {

    private Registrar() {}

    /**
     * What must be allowed for {@code operation}.
     *
     * @throws ServiceException {@code AccessDeniedException} for callers of another account
     */
    static List<Target> targets(String operation, Call call, Snapshot snapshot) {
        var operator = snapshot.accounts().first().map(Account::id);
        if (!operator.filter(call.account()::equals).isPresent()) {
            throw CommonError.ACCESS_DENIED.because(
                    "Services are registered in the account that this server began with, by nobody"
                            + " else");
        }
        return List.of(
                new Target("keyward:" + operation, new Target.Anything(), ContextKeys.empty()));
    }
}
