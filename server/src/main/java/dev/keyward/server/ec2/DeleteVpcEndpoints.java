package dev.keyward.server.ec2;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Deletes endpoints. Nothing comes through them from then on. What is not there is told in the answer, and
 * keeps the others from nothing.
 *
 * <p>Source: Amazon EC2 API Reference, "DeleteVpcEndpoints".
 */
final class DeleteVpcEndpoints implements Operation.Writing<DeleteVpcEndpoints.Request> {

    private static final String NAME = "DeleteVpcEndpoints";

    record Request(List<String> ids, DryRun dryRun) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var ids = new LinkedHashSet<>(input.texts("VpcEndpointIds"));
        if (ids.isEmpty()) {
            throw Ec2Error.MISSING_PARAMETER.because(
                    "The request must contain the parameter VpcEndpointId");
        }
        return new Request(
                ResourceIds.VPC_ENDPOINT.requireAll(List.copyOf(ids)), DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var place = new EndpointTargets.Place(call, snapshot);
        return request.ids().stream()
                .map(id -> EndpointTargets.endpoint(NAME, id, ContextKeys.empty(), place))
                .toList();
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        request.dryRun().endHere();
        var place = new EndpointTargets.Place(call, transaction);
        var missing = new ArrayList<Struct>();
        for (var id : request.ids()) {
            place.find(id)
                    .ifPresentOrElse(
                            transaction.vpcEndpoints()::delete, () -> missing.add(notFound(id)));
        }
        return Struct.builder().putList("Unsuccessful", missing).build();
    }

    private static Struct notFound(String id) {
        return Struct.builder()
                .put("ResourceId", id)
                .put(
                        "Error",
                        Struct.builder()
                                .put("Code", "InvalidVpcEndpointId.NotFound")
                                .put("Message", EndpointTargets.notFound(id))
                                .build())
                .build();
    }
}
