package dev.keyward.server.authorize;

import java.util.Optional;

/**
 * Where a request came from.
 *
 * @param sourceIp the peer's address, IPv4 or IPv6, without a port
 * @param userAgent as the client wrote it, if it wrote one
 * @param referer the page that led to the request, if the client names one
 * @param secureTransport whether it came over TLS
 * @param vpcEndpoint the id of the VPC endpoint that it came through, told by the listener that it arrived
 *     on and by nothing that the client sent
 */
public record Origin(
        String sourceIp,
        Optional<String> userAgent,
        Optional<String> referer,
        boolean secureTransport,
        Optional<String> vpcEndpoint) {

    /** Through no VPC endpoint. */
    public Origin(
            String sourceIp,
            Optional<String> userAgent,
            Optional<String> referer,
            boolean secureTransport) {
        this(sourceIp, userAgent, referer, secureTransport, Optional.empty());
    }

    /** The same through a VPC endpoint. */
    public Origin through(String endpointId) {
        return new Origin(sourceIp, userAgent, referer, secureTransport, Optional.of(endpointId));
    }
}
