package dev.keyward.server.ec2;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.store.Snapshot;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What must be allowed for operations on endpoints, and the condition keys that they bring.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
final class EndpointTargets {

    private EndpointTargets() {}

    /** An action on no resource of its own. */
    static Target anything(String operation, Call call) {
        return new Target(
                "ec2:" + operation, Target.Anything.unmentioned(), region(call).build());
    }

    /**
     * An action on the endpoint that has this id, be there one or not: whether there is is told to those
     * who are allowed only.
     */
    static Target endpoint(String operation, String id, ContextKeys requestKeys, Place place) {
        var keys = place.find(id).map(EndpointTargets::ofResource).orElseGet(ContextKeys::empty);
        var call = place.call();
        return new Target(
                "ec2:" + operation,
                Target.Named.of(VpcEndpoint.arnOf(call.account(), call.region(), id), keys),
                region(call).build().with(requestKeys));
    }

    /** Where to look for endpoints. */
    record Place(Call call, Snapshot snapshot) {

        /** The caller's own endpoint in the Region of the call. */
        Optional<VpcEndpoint> find(String id) {
            return snapshot.vpcEndpoints()
                    .find(id)
                    .filter(found -> found.account().equals(call.account())
                            && found.region().equals(call.region()));
        }

        /**
         * The same, which must be there.
         *
         * @throws dev.keyward.wire.ServiceException {@code InvalidVpcEndpointId.NotFound}
         */
        VpcEndpoint require(String id) {
            return find(id).orElseThrow(
                            () -> Ec2Error.INVALID_VPC_ENDPOINT_ID_NOT_FOUND.because(notFound(id)));
        }
    }

    static String notFound(String id) {
        return "The Vpc Endpoint Id '" + id + "' does not exist";
    }

    /** An action on another resource of EC2, such as a VPC, of which nothing is known but its id. */
    static Target other(String operation, String kind, String id, ContextKeys keys, Call call) {
        var arn = new Arn(
                "aws", "ec2", call.region().code(), call.account().value(), kind + "/" + id);
        return new Target(
                "ec2:" + operation, Target.Named.of(arn), region(call).build().with(keys));
    }

    private static ContextKeys.Builder region(Call call) {
        return ContextKeys.builder().single("ec2:Region", call.region().code());
    }

    private static ContextKeys ofResource(VpcEndpoint endpoint) {
        var keys = ContextKeys.builder();
        endpoint.tags()
                .forEach((key, value) -> keys.single("aws:ResourceTag/" + key, value)
                        .single("ec2:ResourceTag/" + key, value));
        return keys.build();
    }

    /** The condition keys of a request that sets tags. */
    static ContextKeys ofTags(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return ContextKeys.empty();
        }
        var keys = ContextKeys.builder();
        tags.forEach((key, value) -> keys.single("aws:RequestTag/" + key, value));
        return keys.build().with(ofTagKeys(tags.keySet()));
    }

    /** The condition keys of a request that names tag keys. */
    static ContextKeys ofTagKeys(Collection<String> tagKeys) {
        return ContextKeys.builder().multiple("aws:TagKeys", tagKeys).build();
    }
}
