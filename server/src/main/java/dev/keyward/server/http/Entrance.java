package dev.keyward.server.http;

import io.vertx.core.http.HttpConnection;

import java.util.Optional;

/** What a listener says of the requests that arrive on it. Nothing that a client sends plays a part. */
sealed interface Entrance {

    /** The listener that everybody uses. */
    record Front() implements Entrance {}

    /** The own listener of a VPC endpoint. */
    record OfEndpoint(String id) implements Entrance {}

    /** The listener of load balancers, whose headers name the endpoint. */
    record OfLoadBalancers() implements Entrance {}

    /**
     * How the requests of a connection come in; empty if it cannot be taken, since its load balancer names
     * no endpoint.
     */
    default Optional<Passage> passage(HttpConnection connection) {
        return switch (this) {
            case Front _ -> Optional.of(new Passage(Optional.empty()));
            case OfEndpoint(var id) -> Optional.of(new Passage(Optional.of(id)));
            case OfLoadBalancers _ ->
                NamedEndpoint.of(connection.proxyProtocolV2HeaderTLVs())
                        .map(id -> new Passage(Optional.of(id)));
        };
    }

    /**
     * How a connection comes in.
     *
     * @param vpcEndpoint the id of the endpoint that it comes through, if it comes through one
     */
    record Passage(Optional<String> vpcEndpoint) {}
}
