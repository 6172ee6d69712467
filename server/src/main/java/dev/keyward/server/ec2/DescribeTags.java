package dev.keyward.server.ec2;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.stream.Stream;

/**
 * Lists the tags of the account's endpoints in the Region.
 *
 * <p>Source: Amazon EC2 API Reference, "DescribeTags".
 */
final class DescribeTags implements Operation.Reading<DescribeTags.Request> {

    private static final String NAME = "DescribeTags";
    private static final String TYPE = "vpc-endpoint";

    private static final List<String> FILTERS =
            List.of("key", "resource-id", "resource-type", "value");

    private final Paging paging;

    DescribeTags(Paging paging) {
        this.paging = paging;
    }

    record Request(Filters filters, Paging.Asked page, DryRun dryRun) {}

    private record Tag(String resourceId, String key, String value) {

        String sortKey() {
            return resourceId + " " + key;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                Filters.read(input, FILTERS), Paging.Asked.read(input), DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        return List.of(EndpointTargets.anything(NAME, call));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        request.dryRun().endHere();
        var found = snapshot.vpcEndpoints().ofAccount(call.account(), call.region()).stream()
                .flatMap(DescribeTags::tags)
                .filter(tag -> request.filters().fit(tag, DescribeTags::values))
                .toList();
        var part = paging.page(
                new Paging.Place(NAME, call, request.filters().toString()),
                request.page(),
                found,
                Tag::sortKey);
        return Struct.builder()
                .putList(
                        "Tags",
                        part.items().stream().map(DescribeTags::describe).toList())
                .putText("NextToken", part.next())
                .build();
    }

    private static Stream<Tag> tags(VpcEndpoint endpoint) {
        return EndpointShapes.allTags(endpoint).entrySet().stream()
                .map(tag -> new Tag(endpoint.id(), tag.getKey(), tag.getValue()));
    }

    private static List<String> values(Tag tag, String filter) {
        return switch (filter) {
            case "key" -> List.of(tag.key());
            case "resource-id" -> List.of(tag.resourceId());
            case "resource-type" -> List.of(TYPE);
            case "value" -> List.of(tag.value());
            default -> filter.equals("tag:" + tag.key()) ? List.of(tag.value()) : List.of();
        };
    }

    private static Struct describe(Tag tag) {
        return Struct.builder()
                .put("ResourceId", tag.resourceId())
                .put("ResourceType", TYPE)
                .put("Key", tag.key())
                .put("Value", tag.value())
                .build();
    }
}
