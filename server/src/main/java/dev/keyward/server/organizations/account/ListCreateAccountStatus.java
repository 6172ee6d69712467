package dev.keyward.server.organizations.account;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.organizations.common.OrganizationTargets;
import dev.keyward.server.organizations.common.Paging;
import dev.keyward.server.organizations.common.Standing;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.AccountCreations.Ends;
import dev.keyward.server.store.Page;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What became of the requests for accounts, by the ids of the requests. */
final class ListCreateAccountStatus implements Operation.Reading<ListCreateAccountStatus.Request> {

    private final Paging paging;

    ListCreateAccountStatus(Paging paging) {
        this.paging = paging;
    }

    /** @param states those that are wanted; empty for all */
    record Request(Set<String> states, Paging.Asked asked) {

        Optional<Ends> ends() {
            var succeeded = states.isEmpty() || states.contains("SUCCEEDED");
            var failed = states.isEmpty() || states.contains("FAILED");
            if (succeeded && failed) {
                return Optional.of(Ends.ALL);
            }
            if (succeeded) {
                return Optional.of(Ends.SUCCEEDED);
            }
            // No request is in progress when somebody asks.
            return failed ? Optional.of(Ends.FAILED) : Optional.empty();
        }
    }

    @Override
    public String name() {
        return "ListCreateAccountStatus";
    }

    @Override
    public Request read(Struct input) {
        return new Request(new TreeSet<>(input.texts("States")), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(OrganizationTargets.onAnything(name()));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var organization = Standing.requireReader(call, snapshot);
        var window = paging.open(
                name(), call, request.asked(), organization.id() + " " + request.states());
        var page = request.ends()
                .map(ends ->
                        snapshot.accountCreations().list(organization.id(), ends, window.rows()))
                .orElseGet(() -> new Page<>(List.of(), Optional.empty()));
        return window.answer("CreateAccountStatuses", page, AccountShapes::ended);
    }
}
