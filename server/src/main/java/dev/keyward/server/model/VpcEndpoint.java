package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An interface VPC endpoint: a door of its own to one service, with a policy over what may come through.
 *
 * @param id such as {@code vpce-0123456789abcdef0}
 * @param network where its owner says that it is
 * @param policy over every request that comes through it, as it was written
 * @param port of its own listener, for as long as it exists; empty if only trusted load balancers lead to it
 * @param making how it was asked for
 * @param tags their keys are compared with case
 */
public record VpcEndpoint(
        AccountId account,
        Region region,
        String id,
        EndpointService service,
        Network network,
        String policy,
        Optional<Integer> port,
        Making making,
        SortedMap<String, String> tags) {

    public VpcEndpoint {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /**
     * What is recorded of a network that is not Keyward's.
     *
     * @param ipAddressType {@code ipv4}, {@code ipv6} or {@code dualstack}
     * @param names how it is called
     */
    public record Network(
            String vpcId,
            List<String> subnetIds,
            List<String> securityGroupIds,
            String ipAddressType,
            Names names) {

        public Network {
            subnetIds = List.copyOf(subnetIds);
            securityGroupIds = List.copyOf(securityGroupIds);
        }
    }

    /**
     * The names of an endpoint in DNS, which its owner has to give them.
     *
     * @param label eight letters and digits that tell its name from others
     * @param isPrivate whether the service's own name is to lead to it
     * @param recordIpType of the records, such as {@code ipv4}
     */
    public record Names(String label, boolean isPrivate, String recordIpType) {}

    /**
     * How an endpoint was asked for, so that the same request again makes no other.
     *
     * @param clientToken the name of the request
     * @param request all of it in one text
     */
    public record Making(Instant at, Optional<String> clientToken, String request) {}

    public Arn arn() {
        return arnOf(account, region, id);
    }

    /** The ARN of the VPC that it is said to be in. */
    public Arn vpcArn() {
        return new Arn("aws", "ec2", region.code(), account.value(), "vpc/" + network.vpcId());
    }

    public static Arn arnOf(AccountId account, Region region, String id) {
        return new Arn("aws", "ec2", region.code(), account.value(), "vpc-endpoint/" + id);
    }

    public VpcEndpoint withNetwork(Network other) {
        return new VpcEndpoint(account, region, id, service, other, policy, port, making, tags);
    }

    public VpcEndpoint withPolicy(String other) {
        return new VpcEndpoint(account, region, id, service, network, other, port, making, tags);
    }

    public VpcEndpoint withTags(Map<String, String> other) {
        return new VpcEndpoint(
                account, region, id, service, network, policy, port, making, new TreeMap<>(other));
    }
}
