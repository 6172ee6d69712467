package dev.keyward.server.authorize;

/**
 * Where a request came from.
 *
 * @param sourceIp the peer's address, IPv4 or IPv6, without a port
 * @param userAgent as the client wrote it; empty if it wrote none
 * @param secureTransport whether it came over TLS
 */
public record Origin(String sourceIp, String userAgent, boolean secureTransport) {}
