package dev.keyward.server.ec2;

import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Target;
import dev.keyward.wire.Struct;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * The resources that tags are put on or taken from: endpoints only, since there is nothing else that
 * carries tags.
 */
record TaggedEndpoints(List<String> ids) {

    TaggedEndpoints {
        ids = List.copyOf(ids);
    }

    /**
     * Reads them.
     *
     * @throws dev.keyward.wire.ServiceException {@code InvalidID} for the id of anything else
     */
    static TaggedEndpoints read(Struct input) {
        var ids = new LinkedHashSet<>(input.texts("Resources"));
        if (ids.isEmpty()) {
            throw Ec2Error.MISSING_PARAMETER.because(
                    "The request must contain the parameter ResourceId");
        }
        for (var id : ids) {
            if (!ResourceIds.VPC_ENDPOINT.isOne(id)) {
                throw Ec2Error.INVALID_ID.because("The ID '" + id + "' is not valid");
            }
        }
        return new TaggedEndpoints(List.copyOf(ids));
    }

    List<Target> targets(String operation, ContextKeys keys, EndpointTargets.Place place) {
        return ids.stream()
                .map(id -> EndpointTargets.endpoint(operation, id, keys, place))
                .toList();
    }
}
