package dev.keyward.server.ec2;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.VpcEndpoint.Names;
import dev.keyward.server.model.VpcEndpoint.Network;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Changes the policy of an endpoint, or what is recorded of its network.
 *
 * <p>Source: Amazon EC2 API Reference, "ModifyVpcEndpoint".
 */
final class ModifyVpcEndpoint implements Operation.Writing<ModifyVpcEndpoint.Request> {

    private static final String NAME = "ModifyVpcEndpoint";

    /** @param policy what takes the place of the present one, if something does */
    record Request(String id, Optional<String> policy, Changes changes, DryRun dryRun) {}

    /** What changes of the network. */
    record Changes(
            Ids subnets,
            Ids securityGroups,
            Optional<String> ipAddressType,
            Optional<Boolean> isPrivate,
            Optional<String> recordIpType) {

        Network applyTo(Network network) {
            var names = network.names();
            return new Network(
                    network.vpcId(),
                    subnets.applyTo(network.subnetIds()),
                    securityGroups.applyTo(network.securityGroupIds()),
                    ipAddressType.orElse(network.ipAddressType()),
                    new Names(
                            names.label(),
                            isPrivate.orElse(names.isPrivate()),
                            recordIpType.orElse(names.recordIpType())));
        }
    }

    /** Ids that come and ids that go. */
    record Ids(List<String> added, List<String> removed) {

        List<String> applyTo(List<String> ids) {
            var all = new LinkedHashSet<>(ids);
            all.addAll(added);
            removed.forEach(all::remove);
            return List.copyOf(all);
        }

        List<String> all() {
            var all = new ArrayList<>(added);
            all.addAll(removed);
            return all;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        for (var name :
                List.of("AddRouteTableIds", "RemoveRouteTableIds", "SubnetConfigurations")) {
            if (input.has(name)) {
                throw NewEndpoint.unsupported(name);
            }
        }
        NewEndpoint.refuseOddNames(input);
        return new Request(
                ResourceIds.VPC_ENDPOINT.require(input.requiredText("VpcEndpointId")),
                policy(input),
                new Changes(
                        ids(input, ResourceIds.SUBNET, "SubnetIds"),
                        ids(input, ResourceIds.SECURITY_GROUP, "SecurityGroupIds"),
                        input.text("IpAddressType"),
                        input.bool("PrivateDnsEnabled"),
                        NewEndpoint.recordIpType(input)),
                DryRun.read(input));
    }

    private static Optional<String> policy(Struct input) {
        if (!input.flag("ResetPolicy")) {
            return input.text("PolicyDocument").map(EndpointPolicies::require);
        }
        if (input.has("PolicyDocument")) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.because(
                    "The parameter PolicyDocument cannot be used with the parameter ResetPolicy");
        }
        return Optional.of(EndpointPolicies.FULL_ACCESS);
    }

    private static Ids ids(Struct input, ResourceIds kind, String name) {
        return new Ids(
                kind.requireAll(input.texts("Add" + name)),
                kind.requireAll(input.texts("Remove" + name)));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var none = ContextKeys.empty();
        var targets = new ArrayList<Target>();
        targets.add(EndpointTargets.endpoint(
                NAME, request.id(), none, new EndpointTargets.Place(call, snapshot)));
        for (var id : request.changes().subnets().all()) {
            targets.add(EndpointTargets.other(NAME, "subnet", id, none, call));
        }
        for (var id : request.changes().securityGroups().all()) {
            targets.add(EndpointTargets.other(NAME, "security-group", id, none, call));
        }
        return targets;
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        request.dryRun().endHere();
        var endpoint = new EndpointTargets.Place(call, transaction).require(request.id());
        var changed = endpoint.withNetwork(request.changes().applyTo(endpoint.network()))
                .withPolicy(request.policy().orElse(endpoint.policy()));
        transaction.vpcEndpoints().update(changed);
        return Struct.builder().put("Return", true).build();
    }
}
