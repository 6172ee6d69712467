package dev.keyward.server.iam.simulate;

import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.iam.common.Paging;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells what policies would decide of each action on each resource. As IAM may, it answers with fewer
 * results than asked for where they are many and large.
 *
 * <p>Source: IAM API Reference, "SimulateCustomPolicy" and "SimulatePrincipalPolicy".
 */
final class SimulatePolicy implements Operation.Reading<SimulatePolicy.Request> {

    /** Statements that are tried for one page: each of them may be told in each of its results. */
    private static final long MOST_TRIALS = 30_000;

    private final Asked asked;
    private final Paging paging;

    record Request(Optional<PolicySource> source, SimulationInput input, Paging.Asked page) {}

    SimulatePolicy(Asked asked, Paging paging) {
        this.asked = asked;
        this.paging = paging;
    }

    @Override
    public String name() {
        return "Simulate" + asked.word();
    }

    @Override
    public Request read(Struct input) {
        var source = asked.source(input);
        return new Request(source, SimulationInput.read(input, source), Paging.Asked.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return Asked.targets(name(), request.source(), call, snapshot);
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> allowed, Snapshot snapshot) {
        var input = request.input();
        var simulation = simulation(request, call, snapshot);
        var resources = input.resources();
        // Each pair has a number, so that only those of the page are ever made.
        var count = (long) input.actions().size() * resources.size();
        var window = paging.open(name(), call, request.page(), filter(request, count));
        var first = window.rows().after().map(last -> Long.parseLong(last) + 1).orElse(0L);
        var end = Math.min(count, first + Math.min(window.rows().limit(), most(simulation)));
        var results = new ArrayList<Struct>();
        for (var pair = first; pair < end; pair++) {
            var action = input.actions().get((int) (pair / resources.size()));
            results.add(simulation.result(action, resources.get((int) (pair % resources.size()))));
        }
        var last = end < count ? Optional.of(Long.toString(end - 1)) : Optional.<String>empty();
        return window.end(Struct.builder().putList("EvaluationResults", results), last)
                .build();
    }

    /** A page may be shorter than what is asked for, and has one result at least. */
    private static long most(Simulation simulation) {
        return Math.max(1, MOST_TRIALS / Math.max(1, simulation.layers().statements()));
    }

    private static String filter(Request request, long count) {
        return request.source().map(source -> source.arn().toString()).orElse("") + " " + count;
    }

    private static Simulation simulation(Request request, Call call, Snapshot snapshot) {
        var input = request.input();
        var identity = new ArrayList<NamedPolicy>();
        var boundary = input.boundary();
        var caller = input.caller().map(arn -> SimulatedCaller.user(arn, snapshot));
        if (request.source().isPresent()) {
            var owner = request.source().get().get(call, snapshot);
            identity.addAll(PolicySource.policies(owner, snapshot));
            boundary = boundary.or(() -> PolicySource.boundary(owner, snapshot));
            caller = caller.or(() -> SimulatedCaller.of(owner));
        }
        identity.addAll(input.identity());
        return new Simulation(
                caller.orElseGet(() -> SimulatedCaller.nobody(call.account())),
                new Simulation.Layers(identity, boundary, input.resourcePolicy()),
                input.owner(),
                input.keys(),
                new StatementPlaces());
    }
}
