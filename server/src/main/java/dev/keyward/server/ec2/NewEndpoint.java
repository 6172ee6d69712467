package dev.keyward.server.ec2;

import dev.keyward.server.model.VpcEndpoint.Names;
import dev.keyward.server.model.VpcEndpoint.Network;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint that a request asks for.
 *
 * @param serviceRegion where the service is, if the request says so
 * @param network the label of its names is still empty
 */
record NewEndpoint(
        String serviceName,
        Optional<String> serviceRegion,
        Network network,
        String policy,
        Map<String, String> tags,
        Optional<String> clientToken) {

    private static final String TYPE = "vpc-endpoint";

    static NewEndpoint read(Struct input) {
        var serviceName = input.text("ServiceName")
                .orElseThrow(() -> Ec2Error.MISSING_PARAMETER.because(
                        "The request must contain the parameter ServiceName"));
        requireInterface(input.text("VpcEndpointType").orElse("Gateway"));
        refuseWhatIsNotServed(input);
        return new NewEndpoint(
                serviceName,
                input.text("ServiceRegion"),
                network(input),
                input.text("PolicyDocument")
                        .map(EndpointPolicies::require)
                        .orElse(EndpointPolicies.FULL_ACCESS),
                tags(input.structs("TagSpecifications")),
                input.text("ClientToken"));
    }

    private static void requireInterface(String type) {
        if (!type.equals("Interface")) {
            throw Ec2Error.INVALID_PARAMETER.because("Endpoint type (" + type
                    + ") does not match available service types ([Interface]).");
        }
    }

    private static void refuseWhatIsNotServed(Struct input) {
        for (var name : List.of(
                "RouteTableIds",
                "ServiceNetworkArn",
                "ResourceConfigurationArn",
                "SubnetConfigurations")) {
            if (input.has(name)) {
                throw unsupported(name);
            }
        }
        refuseOddNames(input);
    }

    /** Of the options of names there is the type of the records only. */
    static void refuseOddNames(Struct input) {
        input.struct("DnsOptions").ifPresent(options -> {
            if (options.flag("PrivateDnsOnlyForInboundResolverEndpoint")) {
                throw unsupported("PrivateDnsOnlyForInboundResolverEndpoint");
            }
            for (var name : List.of("PrivateDnsPreference", "PrivateDnsSpecifiedDomains")) {
                if (options.has(name)) {
                    throw unsupported(name);
                }
            }
        });
    }

    static ServiceException unsupported(String parameter) {
        return Ec2Error.UNSUPPORTED_OPERATION.because(
                "Keyward does not serve the parameter " + parameter);
    }

    private static Network network(Struct input) {
        return new Network(
                ResourceIds.VPC.require(input.requiredText("VpcId")),
                ResourceIds.SUBNET.requireAll(input.texts("SubnetIds")),
                ResourceIds.SECURITY_GROUP.requireAll(input.texts("SecurityGroupIds")),
                input.text("IpAddressType").orElse("ipv4"),
                new Names(
                        "",
                        input.bool("PrivateDnsEnabled").orElse(true),
                        recordIpType(input).orElse("ipv4")));
    }

    static Optional<String> recordIpType(Struct input) {
        return input.struct("DnsOptions").flatMap(options -> options.text("DnsRecordIpType"));
    }

    private static Map<String, String> tags(List<Struct> specifications) {
        for (var specification : specifications) {
            var type = specification.text("ResourceType").orElse("");
            if (!type.equals(TYPE)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.because(
                        "'" + type + "' is not a valid taggable resource type for this operation.");
            }
        }
        var given = specifications.stream()
                .flatMap(specification -> specification.structs("Tags").stream())
                .toList();
        return Tagging.with(Map.of(), Tagging.read(given));
    }

    /** All of it in one text: two requests are the same if this is. */
    String request() {
        return String.join(
                "\n",
                serviceName,
                serviceRegion.orElse(""),
                network.toString(),
                tags.toString(),
                policy);
    }
}
