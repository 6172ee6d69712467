package dev.keyward.crypto.importing;

import dev.keyward.crypto.SecretBytes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an import needs beside the wrapped material: the key pair that it was wrapped under, how, and
 * until when that is good. A client has it only sealed, by {@link ImportTokens}.
 *
 * @param validTo the first moment at which the token has expired, in whole milliseconds
 */
public record ImportToken(WrappingAlgorithm algorithm, WrappingKey wrappingKey, Instant validTo) {

    /** Source: KMS API Reference, GetParametersForImport: 24 hours. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    public ImportToken {
        validTo = validTo.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A token that was made at {@code now}. */
    public static ImportToken at(Instant now, WrappingAlgorithm algorithm, WrappingKey key) {
        return new ImportToken(algorithm, key, now.plus(LIFETIME));
    }

    public boolean hasExpired(Instant now) {
        return !now.isBefore(validTo);
    }

    /**
     * The material in {@code wrapped}, or nothing if it was not wrapped by this token's algorithm
     * under its key.
     */
    public Optional<SecretBytes> unwrap(byte[] wrapped) {
        return wrappingKey.unwrap(algorithm, wrapped);
    }
}
