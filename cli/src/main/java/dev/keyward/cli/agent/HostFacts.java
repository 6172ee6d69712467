package dev.keyward.cli.agent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the metadata service tells of the host beside its credentials.
 *
 * @param instanceId {@code i-} and 17 hexadecimal digits
 * @param account in which the host has its role
 */
public record HostFacts(String instanceId, String region, String account) {

    private static final int ID_DIGITS = 17;

    /**
     * The facts of a host that the certificate {@code certificate} names: the same certificate, the same
     * id, also after it was renewed for the same subject and issuer.
     */
    public static HostFacts of(String subject, String issuer, String region, String account) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest((issuer + "\n" + subject).getBytes(StandardCharsets.UTF_8));
            var id = HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
            return new HostFacts("i-" + id, region, account);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has no SHA-256", e);
        }
    }

    String availabilityZone() {
        return region + "a";
    }
}
