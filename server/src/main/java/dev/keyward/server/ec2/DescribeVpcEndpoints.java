package dev.keyward.server.ec2;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Lists the endpoints of the account in the Region, or those that are asked for.
 *
 * <p>Source: Amazon EC2 API Reference, "DescribeVpcEndpoints".
 */
final class DescribeVpcEndpoints implements Operation.Reading<DescribeVpcEndpoints.Request> {

    private static final String NAME = "DescribeVpcEndpoints";

    private static final List<String> FILTERS = List.of(
            "ip-address-type",
            "service-name",
            "service-region",
            "tag-key",
            "vpc-endpoint-id",
            "vpc-endpoint-state",
            "vpc-endpoint-type",
            "vpc-id");

    private final Paging paging;
    private final EndpointShapes shapes;

    DescribeVpcEndpoints(Paging paging, EndpointShapes shapes) {
        this.paging = paging;
        this.shapes = shapes;
    }

    record Request(List<String> ids, Filters filters, Paging.Asked page, DryRun dryRun) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var ids = new LinkedHashSet<>(input.texts("VpcEndpointIds"));
        return new Request(
                ResourceIds.VPC_ENDPOINT.requireAll(List.copyOf(ids)),
                Filters.read(input, FILTERS),
                Paging.Asked.read(input),
                DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(EndpointTargets.anything(NAME, call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        request.dryRun().endHere();
        var place = new EndpointTargets.Place(call, snapshot);
        request.ids().forEach(place::require);
        var found = snapshot.vpcEndpoints().ofAccount(call.account(), call.region()).stream()
                .filter(endpoint ->
                        request.ids().isEmpty() || request.ids().contains(endpoint.id()))
                .filter(endpoint -> request.filters().fit(endpoint, this::values))
                .toList();
        var part = paging.page(
                new Paging.Place(NAME, call, request.ids() + request.filters().toString()),
                request.page(),
                found,
                VpcEndpoint::id);
        return Struct.builder()
                .putList(
                        "VpcEndpoints",
                        part.items().stream().map(shapes::describe).toList())
                .putText("NextToken", part.next())
                .build();
    }

    private List<String> values(VpcEndpoint endpoint, String filter) {
        return switch (filter) {
            case "ip-address-type" -> List.of(endpoint.network().ipAddressType());
            case "service-name" -> List.of(endpoint.service().nameIn(endpoint.region()));
            case "service-region" -> List.of(endpoint.region().code());
            case "vpc-endpoint-id" -> List.of(endpoint.id());
            case "vpc-endpoint-state" -> List.of(shapes.state(endpoint));
            case "vpc-endpoint-type" -> List.of("Interface");
            case "vpc-id" -> List.of(endpoint.network().vpcId());
            default -> Filters.ofTags(EndpointShapes.allTags(endpoint), filter).orElse(List.of());
        };
    }
}
