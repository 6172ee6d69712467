package dev.keyward.server.organizations.delegation;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Delegation;
import dev.keyward.server.model.Member;
import dev.keyward.server.organizations.account.AccountRef;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** An account, and the service that it is to administer, or does. */
record DelegationRequest(AccountRef account, ServiceRef service) {

    static DelegationRequest read(Struct input) {
        return new DelegationRequest(AccountRef.read(input), ServiceRef.read(input));
    }

    Target target(String operation, Call call, Snapshot snapshot) {
        return account.target(operation, service.key(), call, snapshot);
    }

    /** That the account administers the service, if it does. */
    Optional<Delegation> find(Member member, Snapshot snapshot) {
        return snapshot.organizationServices().delegationsTo(member.account()).stream()
                .filter(each -> each.servicePrincipal().equals(service.principal()))
                .findFirst();
    }
}
