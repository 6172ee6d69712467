package dev.keyward.server.ec2;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes tags from endpoints: those with a key, those with a key and a value, or all of them.
 *
 * <p>Source: Amazon EC2 API Reference, "DeleteTags".
 */
final class DeleteTags implements Operation.Writing<DeleteTags.Request> {

    private static final String NAME = "DeleteTags";

    /** @param tags none stands for all */
    record Request(TaggedEndpoints endpoints, List<Doomed> tags, DryRun dryRun) {}

    /** @param value empty if any value will do */
    record Doomed(String key, Optional<String> value) {

        boolean is(Map.Entry<String, String> tag) {
            return tag.getKey().equals(key)
                    && (value.isEmpty() || value.get().equals(tag.getValue()));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var tags = input.structs("Tags").stream()
                .map(tag -> new Doomed(tag.text("Key").orElse(""), tag.text("Value")))
                .toList();
        return new Request(TaggedEndpoints.read(input), tags, DryRun.read(input));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var keys = request.tags().stream().map(Doomed::key).toList();
        return request.endpoints()
                .targets(
                        NAME,
                        keys.isEmpty() ? ContextKeys.empty() : EndpointTargets.ofTagKeys(keys),
                        new EndpointTargets.Place(call, snapshot));
    }

    @Override
    public Struct perform(
            Request request, Call call, List<Target> targets, Transaction transaction) {
        request.dryRun().endHere();
        var place = new EndpointTargets.Place(call, transaction);
        for (var id : request.endpoints().ids()) {
            var endpoint = place.require(id);
            var left = new TreeMap<>(endpoint.tags());
            left.entrySet()
                    .removeIf(tag -> request.tags().isEmpty()
                            || request.tags().stream().anyMatch(doomed -> doomed.is(tag)));
            transaction.vpcEndpoints().update(endpoint.withTags(left));
        }
        return Struct.empty();
    }
}
