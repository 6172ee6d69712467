package dev.keyward.server.ec2;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;

/**
 * Sets tags on endpoints, all or none of them.
 *
 * <p>Source: Amazon EC2 API Reference, "CreateTags".
 */
final class CreateTags implements Operation.Writing<CreateTags.Request> {

    private static final String NAME = "CreateTags";

    record Request(TaggedEndpoints endpoints, Map<String, String> tags, DryRun dryRun) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var tags = Tagging.read(input.structs("Tags"));
        if (tags.isEmpty()) {
            throw Ec2Error.MISSING_PARAMETER.because("The request must contain the parameter Tag");
        }
        return new Request(TaggedEndpoints.read(input), tags, DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return request.endpoints()
                .targets(
                        NAME,
                        EndpointTargets.ofTags(request.tags()),
                        new EndpointTargets.Place(call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        request.dryRun().endHere();
        var place = new EndpointTargets.Place(call, transaction);
        for (var id : request.endpoints().ids()) {
            var endpoint = place.require(id);
            transaction
                    .vpcEndpoints()
                    .update(endpoint.withTags(Tagging.with(endpoint.tags(), request.tags())));
        }
        return Struct.empty();
    }
}
