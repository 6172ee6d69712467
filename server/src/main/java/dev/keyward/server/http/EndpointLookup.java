package dev.keyward.server.http;

import dev.keyward.server.authorize.Origin;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.VpcEndpoint;

import java.util.Optional;

/** Finds the VPC endpoint that a request comes through, and holds the request to where it leads. */
@FunctionalInterface
public interface EndpointLookup {

    /** There is no endpoint. */
    EndpointLookup NONE = _ -> Optional.empty();

    Optional<VpcEndpoint> find(String id);

    /**
     * The endpoint that the request comes through; empty if it comes through none.
     *
     * @throws dev.keyward.wire.ServiceException {@code MisdirectedRequest} if that is not there any more,
     *     or never was
     */
    default Optional<VpcEndpoint> require(Origin origin) {
        return origin.vpcEndpoint()
                .map(id -> find(id).orElseThrow(() -> HttpProblem.MISDIRECTED.because(
                        "the VPC endpoint " + id + " does not exist")));
    }

    /**
     * Lets a request pass that is for the service that the endpoint leads to.
     *
     * @throws dev.keyward.wire.ServiceException {@code MisdirectedRequest}
     */
    static void requireService(VpcEndpoint endpoint, String signingName) {
        if (!endpoint.service().signingName().equals(signingName)) {
            throw misdirected(endpoint);
        }
    }

    /**
     * Lets a request pass that is for the Region of the endpoint; a global service has none.
     *
     * @throws dev.keyward.wire.ServiceException {@code MisdirectedRequest}
     */
    static void requireRegion(VpcEndpoint endpoint, Region region) {
        if (!endpoint.service().isGlobal() && !endpoint.region().equals(region)) {
            throw misdirected(endpoint);
        }
    }

    private static dev.keyward.wire.ServiceException misdirected(VpcEndpoint endpoint) {
        return HttpProblem.MISDIRECTED.because("the VPC endpoint " + endpoint.id() + " leads to "
                + endpoint.service().nameIn(endpoint.region()) + " only");
    }
}
