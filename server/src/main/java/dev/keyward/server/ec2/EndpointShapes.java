package dev.keyward.server.ec2;

import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How endpoints are told of in answers. */
final class EndpointShapes {

    /** The tag that tells the port of an endpoint's own listener. */
    static final String PORT_TAG = "aws:keyward:port";

    private final Entrances entrances;

    EndpointShapes(Entrances entrances) {
        this.entrances = entrances;
    }

    /** The endpoint as it is now. */
    Struct describe(VpcEndpoint endpoint) {
        var problem = entrances.problem(endpoint);
        var described = described(endpoint, problem.isEmpty() ? "available" : "failed");
        problem.ifPresent(reason -> described.put(
                "LastError",
                Struct.builder()
                        .put("Code", "NoEntrance")
                        .put("Message", reason)
                        .build()));
        return described.build();
    }

    /** The endpoint as it was just made: its listener opens when the request that made it is kept. */
    Struct describeNew(VpcEndpoint endpoint) {
        return described(endpoint, "pending").build();
    }

    /** {@code failed} if nothing can come through the endpoint, else {@code available}. */
    String state(VpcEndpoint endpoint) {
        return entrances.problem(endpoint).isEmpty() ? "available" : "failed";
    }

    private static Struct.Builder described(VpcEndpoint endpoint, String state) {
        var network = endpoint.network();
        var region = endpoint.region();
        return Struct.builder()
                .put("VpcEndpointId", endpoint.id())
                .put("VpcEndpointType", "Interface")
                .put("VpcId", network.vpcId())
                .put("ServiceName", endpoint.service().nameIn(region))
                .put("State", state)
                .put("PolicyDocument", endpoint.policy())
                .putTexts("RouteTableIds", List.of())
                .putTexts("SubnetIds", network.subnetIds())
                .putList(
                        "Groups",
                        network.securityGroupIds().stream()
                                .map(id -> Struct.builder().put("GroupId", id).build())
                                .toList())
                .put("IpAddressType", network.ipAddressType())
                .put(
                        "DnsOptions",
                        Struct.builder()
                                .put("DnsRecordIpType", network.names().recordIpType())
                                .build())
                .put("PrivateDnsEnabled", network.names().isPrivate())
                .put("RequesterManaged", false)
                .putTexts("NetworkInterfaceIds", List.of())
                .putList("DnsEntries", dnsEntries(endpoint))
                .put("CreationTimestamp", endpoint.making().at().truncatedTo(ChronoUnit.MILLIS))
                .putList("Tags", tags(allTags(endpoint)))
                .put("OwnerId", endpoint.account().value())
                .put("ServiceRegion", region.code());
    }

    private static List<Document> dnsEntries(VpcEndpoint endpoint) {
        var names = endpoint.network().names();
        var service = endpoint.service();
        var own = endpoint.id() + "-" + names.label() + "." + service.label() + "."
                + endpoint.region().code() + ".vpce.amazonaws.com";
        return names.isPrivate()
                ? List.of(entry(own), entry(service.privateNameIn(endpoint.region())))
                : List.of(entry(own));
    }

    private static Document entry(String name) {
        return Struct.builder().put("DnsName", name).build();
    }

    /** The tags that people gave, and the one that tells the port. */
    static Map<String, String> allTags(VpcEndpoint endpoint) {
        var all = new TreeMap<>(endpoint.tags());
        endpoint.port().map(Object::toString).ifPresent(port -> all.put(PORT_TAG, port));
        return all;
    }

    static List<Struct> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Struct.builder()
                        .put("Key", tag.getKey())
                        .put("Value", tag.getValue())
                        .build())
                .toList();
    }
}
