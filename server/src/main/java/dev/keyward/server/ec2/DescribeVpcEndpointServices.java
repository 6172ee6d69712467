package dev.keyward.server.ec2;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.EndpointService;
import dev.keyward.server.model.Region;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Lists the services that endpoints can lead to in the Region of the call.
 *
 * <p>Source: Amazon EC2 API Reference, "DescribeVpcEndpointServices".
 */
final class DescribeVpcEndpointServices
        implements Operation.Reading<DescribeVpcEndpointServices.Request> {

    private static final String NAME = "DescribeVpcEndpointServices";
    private static final String OWNER = "amazon";

    private static final List<String> FILTERS = List.of(
            "owner",
            "service-name",
            "service-region",
            "service-type",
            "supported-ip-address-types",
            "tag-key");

    private final Paging paging;

    DescribeVpcEndpointServices(Paging paging) {
        this.paging = paging;
    }

    record Request(
            List<String> names,
            List<String> regions,
            Filters filters,
            Paging.Asked page,
            DryRun dryRun) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                List.copyOf(new LinkedHashSet<>(input.texts("ServiceNames"))),
                input.texts("ServiceRegions"),
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
        var region = call.region();
        for (var name : request.names()) {
            if (EndpointService.named(name, region).isEmpty()) {
                throw Ec2Error.INVALID_SERVICE_NAME.because(
                        "The Vpc Endpoint Service '" + name + "' does not exist");
            }
        }
        var found = Arrays.stream(EndpointService.values())
                .filter(service -> request.names().isEmpty()
                        || request.names().contains(service.nameIn(region)))
                .filter(_ ->
                        request.regions().isEmpty() || request.regions().contains(region.code()))
                .filter(service -> request.filters()
                        .fit(service, (each, filter) -> values(each, filter, region)))
                .sorted(Comparator.comparing(service -> service.nameIn(region)))
                .toList();
        var part = paging.page(
                new Paging.Place(
                        NAME,
                        call,
                        request.names() + request.regions().toString() + request.filters()),
                request.page(),
                found,
                service -> service.nameIn(region));
        return Struct.builder()
                .putTexts(
                        "ServiceNames",
                        part.items().stream()
                                .map(service -> service.nameIn(region))
                                .toList())
                .putList(
                        "ServiceDetails",
                        part.items().stream()
                                .map(service -> describe(service, region))
                                .toList())
                .putText("NextToken", part.next())
                .build();
    }

    private static List<String> values(EndpointService service, String filter, Region region) {
        return switch (filter) {
            case "owner" -> List.of(OWNER);
            case "service-name" -> List.of(service.nameIn(region));
            case "service-region" -> List.of(region.code());
            case "service-type" -> List.of("Interface");
            case "supported-ip-address-types" -> List.of("ipv4", "ipv6");
            default -> List.of();
        };
    }

    private static Struct describe(EndpointService service, Region region) {
        var privateName = service.privateNameIn(region);
        return Struct.builder()
                .put("ServiceName", service.nameIn(region))
                .putList(
                        "ServiceType",
                        List.of(Struct.builder().put("ServiceType", "Interface").build()))
                .put("ServiceRegion", region.code())
                .putTexts("AvailabilityZones", List.of())
                .put("Owner", OWNER)
                .putTexts(
                        "BaseEndpointDnsNames",
                        List.of(service.label() + "." + region.code() + ".vpce.amazonaws.com"))
                .put("PrivateDnsName", privateName)
                .putList(
                        "PrivateDnsNames",
                        List.of(Struct.builder()
                                .put("PrivateDnsName", privateName)
                                .build()))
                .put("VpcEndpointPolicySupported", true)
                .put("AcceptanceRequired", false)
                .put("ManagesVpcEndpoints", false)
                .put("PrivateDnsNameVerificationState", "verified")
                .putTexts("SupportedIpAddressTypes", List.of("ipv4", "ipv6"))
                .build();
    }
}
