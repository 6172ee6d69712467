package dev.keyward.server.federation;

import dev.keyward.wire.ServiceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;

/** Claims of a token by type. One of another type than it must have makes the token none. */
final class Claims {

    /** Far more than any year that means something, and within what an instant holds. */
    private static final long MOST_SECONDS = 1L << 40;

    private Claims() {}

    /** Text; empty if there is no such claim. */
    static Optional<String> text(JwtClaims claims, String name) {
        return switch (claims.getClaimValue(name)) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            default -> throw malformed(name);
        };
    }

    /**
     * Text that must be there.
     *
     * @throws ServiceException {@code InvalidIdentityToken}
     */
    static String requiredText(JwtClaims claims, String name) {
        return text(claims, name).orElseThrow(() -> missing(name));
    }

    /** One text or a list of texts; empty if there is no such claim. */
    static List<String> texts(JwtClaims claims, String name) {
        return switch (claims.getClaimValue(name)) {
            case null -> List.of();
            case Object value -> texts(name, value);
        };
    }

    static List<String> texts(String name, Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof List<?> values)) {
            throw malformed(name);
        }
        var texts = new ArrayList<String>();
        for (var one : values) {
            if (!(one instanceof String text)) {
                throw malformed(name);
            }
            texts.add(text);
        }
        return texts;
    }

    /** A time, to the second; empty if there is no such claim. */
    static Optional<Instant> time(JwtClaims claims, String name) {
        return switch (claims.getClaimValue(name)) {
            case null -> Optional.empty();
            case Number number
            when Math.abs(number.doubleValue()) < MOST_SECONDS ->
                Optional.of(Instant.ofEpochSecond(number.longValue()));
            default -> throw malformed(name);
        };
    }

    /**
     * A time that must be there.
     *
     * @throws ServiceException {@code InvalidIdentityToken}
     */
    static Instant requiredTime(JwtClaims claims, String name) {
        return time(claims, name).orElseThrow(() -> missing(name));
    }

    static ServiceException missing(String name) {
        return FederationError.INVALID_IDENTITY_TOKEN.because("Missing a required claim: " + name);
    }

    static ServiceException malformed(String name) {
        return FederationError.INVALID_IDENTITY_TOKEN.because(
                "the claim " + name + " of the token is not of the form that it must have");
    }
}
