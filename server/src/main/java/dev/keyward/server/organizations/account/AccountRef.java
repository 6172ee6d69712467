package dev.keyward.server.organizations.account;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Member;
import dev.keyward.server.model.Organization;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.OrganizationsError;
import dev.keyward.server.organizations.common.Places;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

/** The account that a request's {@code AccountId} names; whether it is there is another question. */
public record AccountRef(String id) {

    public static AccountRef read(Struct input) {
        return new AccountRef(input.requiredText("AccountId"));
    }

    public Target target(String operation, Call call, Snapshot snapshot) {
        return target(operation, ContextKeys.empty(), call, snapshot);
    }

    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        return OrganizationTargets.on(operation, id, keys, call, snapshot);
    }

    /**
     * The account.
     *
     * @throws ServiceException {@code AccountNotFoundException}
     */
    public Member get(Organization organization, Snapshot snapshot) {
        return Places.member(organization, id, snapshot)
                .orElseThrow(() -> OrganizationsError.ACCOUNT_NOT_FOUND.because(
                        "You specified an account that doesn't exist."));
    }
}
