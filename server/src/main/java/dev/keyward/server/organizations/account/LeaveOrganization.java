package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;

/** Takes the caller's account out of its organization. A service control policy may forbid it. */
final class LeaveOrganization implements Operation.Writing<LeaveOrganization.Request> {

    record Request() {}

    @Override
    public String name() {
        return "LeaveOrganization";
    }

    @Override
    public Request read(Struct input) {
        return new Request();
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        var standing = Standing.require(call, transaction);
        Departures.leave(standing.organization(), standing.member(), transaction);
        return Struct.empty();
    }
}
