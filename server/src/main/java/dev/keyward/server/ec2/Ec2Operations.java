package dev.keyward.server.ec2;

import dev.keyward.server.service.Agreement;
import dev.keyward.server.service.Operation;
import dev.keyward.server.service.Service;
import dev.keyward.wire.model.ApiModel;

import java.util.List;

/** The operations of EC2 that are served. */
public final class Ec2Operations {

    private Ec2Operations() {}

    /**
     * EC2 as a service.
     *
     * @throws IllegalStateException if the operations, their table and the API model do not agree
     */
    public static Service service(Ec2Parts parts) {
        var model = ApiModel.load("ec2");
        var operations = all(parts);
        Agreement.require(model, operations, Ec2OperationsTable.load().served());
        return Service.of("ec2", model, operations);
    }

    private static List<Operation<?>> all(Ec2Parts parts) {
        var shapes = new EndpointShapes(parts.entrances());
        var paging = new Paging(parts.markers());
        return List.of(
                new CreateTags(),
                new CreateVpcEndpoint(parts.random(), parts.entrances(), shapes),
                new DeleteTags(),
                new DeleteVpcEndpoints(),
                new DescribePrefixLists(paging),
                new DescribeTags(paging),
                new DescribeVpcEndpointServices(paging),
                new DescribeVpcEndpoints(paging, shapes),
                new ModifyVpcEndpoint());
    }
}
