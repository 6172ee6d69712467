package dev.keyward.server.hosts;

import dev.keyward.crypto.x509.CertificateFields;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who a host is by its certificate, as its sessions tell it.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "The IAM Roles Anywhere trust model".
 *
 * @param name what its sessions are called: the certificate's serial number, in hexadecimal
 * @param sourceIdentity {@code CN=} and its common name
 * @param tags what else the certificate says, by the key of the tag
 * @param until when the certificate is no longer valid
 */
record HostIdentity(
        String name, String sourceIdentity, SortedMap<String, String> tags, Instant until) {

    private static final int MOST_TAGS = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{0,256}");
    private static final int HEXADECIMAL = 16;

    HostIdentity {
        tags = Collections.unmodifiableSortedMap(tags);
    }

    /** Of a certificate that is to be believed. What cannot be a tag is left out, as AWS does. */
    static HostIdentity of(X509Certificate certificate) {
        var tags = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        CertificateFields.of(certificate).forEach((key, value) -> {
            if (tags.size() < MOST_TAGS
                    && KEY.matcher(key).matches()
                    && VALUE.matcher(value).matches()) {
                tags.put(key, value);
            }
        });
        return new HostIdentity(
                hexadecimal(certificate.getSerialNumber()),
                "CN=" + CertificateFields.commonName(certificate).orElseThrow(),
                tags,
                certificate.getNotAfter().toInstant());
    }

    private static String hexadecimal(BigInteger serial) {
        var digits = serial.abs().toString(HEXADECIMAL);
        return digits.length() % 2 == 0 ? digits : "0" + digits;
    }
}
