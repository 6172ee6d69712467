package dev.keyward.wire.sigv4;

/**
 * What a signing key is good for: one day, one Region, one service.
 *
 * @param date {@code yyyyMMdd}
 */
public record Scope(String date, String region, String service) {

    static final String TERMINATOR = "aws4_request";

    /** As it stands in the string to sign. */
    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
