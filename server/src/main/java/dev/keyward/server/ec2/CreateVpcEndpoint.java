package dev.keyward.server.ec2;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.model.VpcEndpoint.Making;
import dev.keyward.server.model.VpcEndpoint.Names;
import dev.keyward.server.model.VpcEndpoint.Network;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes an interface endpoint to a service. It gets a port of its own where the server was started with
 * ports for endpoints, and keeps it as long as it exists.
 *
 * <p>Limits: 50 endpoints in a VPC, as many as there are ports in all.
 *
 * <p>Source: Amazon EC2 API Reference, "CreateVpcEndpoint"; VPC guide to AWS PrivateLink, "Quotas".
 */
final class CreateVpcEndpoint implements Operation.Writing<CreateVpcEndpoint.Request> {

    private static final String NAME = "CreateVpcEndpoint";
    private static final int MOST_IN_A_VPC = 50;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz012345";
    private static final int LABEL_LENGTH = 8;

    private final RandomSource random;
    private final Entrances entrances;
    private final EndpointShapes shapes;

    CreateVpcEndpoint(RandomSource random, Entrances entrances, EndpointShapes shapes) {
        this.random = random;
        this.entrances = entrances;
        this.shapes = shapes;
    }

    record Request(NewEndpoint wanted, DryRun dryRun) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(NewEndpoint.read(input), DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var wanted = request.wanted();
        var network = wanted.network();
        var service = ContextKeys.builder()
                .single("ec2:VpceServiceName", wanted.serviceName())
                .single("ec2:VpceServiceOwner", "amazon")
                .single("ec2:VpceServiceRegion", call.region().code())
                .build();
        var none = ContextKeys.empty();
        var targets = new ArrayList<Target>();
        targets.add(EndpointTargets.other(NAME, "vpc", network.vpcId(), none, call));
        for (var id : network.subnetIds()) {
            targets.add(EndpointTargets.other(NAME, "subnet", id, none, call));
        }
        for (var id : network.securityGroupIds()) {
            targets.add(EndpointTargets.other(NAME, "security-group", id, none, call));
        }
        var tags = EndpointTargets.ofTags(wanted.tags());
        targets.add(EndpointTargets.other(NAME, "vpc-endpoint", "*", service.with(tags), call));
        if (!wanted.tags().isEmpty()) {
            var creating =
                    ContextKeys.builder().single("ec2:CreateAction", NAME).build();
            targets.add(EndpointTargets.other(
                    "CreateTags", "vpc-endpoint", "*", tags.with(creating), call));
        }
        return targets;
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        request.dryRun().endHere();
        var wanted = request.wanted();
        var service = requireService(wanted, call);
        var earlier = wanted.clientToken()
                .flatMap(token -> transaction
                        .vpcEndpoints()
                        .findByClientToken(call.account(), call.region(), token));
        if (earlier.isPresent()) {
            return again(earlier.get(), wanted);
        }
        requireRoom(wanted, call, transaction);
        var endpoint = new VpcEndpoint(
                call.account(),
                call.region(),
                ResourceIds.VPC_ENDPOINT.fresh(random),
                service,
                labelled(wanted.network()),
                wanted.policy(),
                port(transaction),
                new Making(call.now(), wanted.clientToken(), wanted.request()),
                new TreeMap<>(wanted.tags()));
        transaction.vpcEndpoints().insert(endpoint);
        return answer(shapes.describeNew(endpoint), wanted);
    }

    private static EndpointService requireService(NewEndpoint wanted, Call call) {
        wanted.serviceRegion()
                .filter(region -> !region.equals(call.region().code()))
                .ifPresent(_ -> {
                    throw NewEndpoint.unsupported("ServiceRegion with another Region");
                });
        return EndpointService.named(wanted.serviceName(), call.region())
                .orElseThrow(() -> Ec2Error.INVALID_SERVICE_NAME.because(
                        "The Vpc Endpoint Service '" + wanted.serviceName() + "' does not exist"));
    }

    private Struct again(VpcEndpoint earlier, NewEndpoint wanted) {
        if (!earlier.making().request().equals(wanted.request())) {
            throw Ec2Error.IDEMPOTENT_PARAMETER_MISMATCH.because(
                    "The client token you have provided was used with other parameters");
        }
        return answer(shapes.describe(earlier), wanted);
    }

    private static Struct answer(Struct endpoint, NewEndpoint wanted) {
        return Struct.builder()
                .put("VpcEndpoint", endpoint)
                .putText("ClientToken", wanted.clientToken())
                .build();
    }

    private static void requireRoom(NewEndpoint wanted, Call call, Snapshot snapshot) {
        var vpcId = wanted.network().vpcId();
        var count = snapshot.vpcEndpoints().ofAccount(call.account(), call.region()).stream()
                .filter(endpoint -> endpoint.network().vpcId().equals(vpcId))
                .count();
        if (count >= MOST_IN_A_VPC) {
            throw Ec2Error.VPC_ENDPOINT_LIMIT_EXCEEDED.because(
                    "the VPC " + vpcId + " has " + count + " endpoints, the most that it may have");
        }
    }

    private Network labelled(Network network) {
        var label = new StringBuilder();
        for (var octet : random.bytes(LABEL_LENGTH)) {
            label.append(ALPHABET.charAt(octet & (ALPHABET.length() - 1)));
        }
        var names = network.names();
        return new Network(
                network.vpcId(),
                network.subnetIds(),
                network.securityGroupIds(),
                network.ipAddressType(),
                new Names(label.toString(), names.isPrivate(), names.recordIpType()));
    }

    /** The lowest port that is free; none if load balancers are all that leads to endpoints. */
    private Optional<Integer> port(Snapshot snapshot) {
        var range = entrances.ports();
        var free = range.flatMap(ports -> free(ports, snapshot));
        if (free.isEmpty() && !entrances.takeLoadBalancers()) {
            throw range.isPresent()
                    ? Ec2Error.VPC_ENDPOINT_LIMIT_EXCEEDED.because(
                            "every one of the ports " + range.get() + " is an endpoint's already")
                    : Ec2Error.UNSUPPORTED_OPERATION.because(
                            "Keyward was started without endpoint-ports and without"
                                    + " load-balancer-port, so that nothing could come through the"
                                    + " endpoint");
        }
        return free;
    }

    private static Optional<Integer> free(PortRange ports, Snapshot snapshot) {
        var taken = snapshot.vpcEndpoints().withPorts().stream()
                .flatMap(endpoint -> endpoint.port().stream())
                .collect(Collectors.toSet());
        return IntStream.rangeClosed(ports.first(), ports.last())
                .filter(port -> !taken.contains(port))
                .boxed()
                .findFirst();
    }
}
