package dev.keyward.wire.sigv4;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What a service demands of a signature.
 *
 * @param service the service that the credential must be scoped to, such as {@code kms}
 * @param region whether a Region is one that this endpoint serves
 * @param skew how far the request's time may lie from ours, either way: 5 minutes in JSON services,
 *     15 in query services
 */
public record Expectation(String service, Predicate<String> region, Duration skew) {}
