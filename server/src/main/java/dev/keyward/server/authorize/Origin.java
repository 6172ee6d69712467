package dev.keyward.server.authorize;

import java.util.Optional;

/**
 * Where a request came from.
 *
 * @param sourceIp the peer's address, IPv4 or IPv6, without a port
 * @param userAgent as the client wrote it, if it wrote one
 * @param referer the page that led to the request, if the client names one
 * @param secureTransport whether it came over TLS
 */
public record Origin(
        String sourceIp,
        Optional<String> userAgent,
        Optional<String> referer,
        boolean secureTransport) {}
