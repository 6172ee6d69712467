package dev.keyward.server.http;

import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param bind an IP address or a host name
 * @param port 0 for any free one
 */
public record Endpoint(String bind, int port, Optional<TlsFiles> tls, Limits limits) {}
