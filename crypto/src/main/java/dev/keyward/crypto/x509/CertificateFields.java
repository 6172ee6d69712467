package dev.keyward.crypto.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * What a certificate says of its host, as the tags of a session: {@code x509Subject/CN}, {@code
 * x509Issuer/O}, {@code x509SAN/DNS}. Several values of one attribute are one, with slashes between.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "Trust policy" and "Certificate attribute mapping".
 */
public final class CertificateFields {

    private static final Map<ASN1ObjectIdentifier, String> ATTRIBUTES = Map.ofEntries(
            Map.entry(BCStyle.C, "C"),
            Map.entry(BCStyle.CN, "CN"),
            Map.entry(BCStyle.DC, "DC"),
            Map.entry(BCStyle.DN_QUALIFIER, "DNQUALIFIER"),
            Map.entry(BCStyle.GENERATION, "GENERATIONQUALIFIER"),
            Map.entry(BCStyle.GIVENNAME, "GIVENNAME"),
            Map.entry(BCStyle.INITIALS, "INITIALS"),
            Map.entry(BCStyle.L, "L"),
            Map.entry(BCStyle.O, "O"),
            Map.entry(BCStyle.OU, "OU"),
            Map.entry(BCStyle.PSEUDONYM, "PSEUDONYM"),
            Map.entry(BCStyle.SERIALNUMBER, "SERIALNUMBER"),
            Map.entry(BCStyle.ST, "ST"),
            Map.entry(BCStyle.STREET, "STREET"),
            Map.entry(BCStyle.SURNAME, "SURNAME"),
            Map.entry(BCStyle.T, "TITLE"),
            Map.entry(BCStyle.UID, "UID"));

    private static final String SUBJECT = "x509Subject/";

    private CertificateFields() {}

    /** The common name of the subject; empty if it has none. */
    public static Optional<String> commonName(X509Certificate certificate) {
        return Optional.ofNullable(of(certificate).get(SUBJECT + "CN"));
    }

    /** Everything that it says, by the key of its tag. */
    public static SortedMap<String, String> of(X509Certificate certificate) {
        var read = read(certificate);
        var fields = new TreeMap<String, String>();
        addNames(SUBJECT, read.getSubject(), fields);
        addNames("x509Issuer/", read.getIssuer(), fields);
        var alternatives = GeneralNames.fromExtensions(
                read.getTBSCertificate().getExtensions(), Extension.subjectAlternativeName);
        if (alternatives != null) {
            for (var name : alternatives.getNames()) {
                addAlternative(name, fields);
            }
        }
        return Collections.unmodifiableSortedMap(fields);
    }

    private static Certificate read(X509Certificate certificate) {
        try {
            return Certificate.getInstance(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** The first of each type counts. */
    private static void addAlternative(GeneralName name, SortedMap<String, String> fields) {
        switch (name.getTagNo()) {
            case GeneralName.dNSName -> fields.putIfAbsent("x509SAN/DNS", text(name));
            case GeneralName.uniformResourceIdentifier ->
                fields.putIfAbsent("x509SAN/URI", text(name));
            case GeneralName.directoryName -> {
                if (fields.tailMap("x509SAN/Name/").isEmpty()
                        || !fields.tailMap("x509SAN/Name/")
                                .firstKey()
                                .startsWith("x509SAN/Name/")) {
                    addNames("x509SAN/Name/", X500Name.getInstance(name.getName()), fields);
                }
            }
            default -> {
                // Addresses and the like become no tags.
            }
        }
    }

    private static String text(GeneralName name) {
        return name.getName() instanceof ASN1String text ? text.getString() : "";
    }

    private static void addNames(String prefix, X500Name names, SortedMap<String, String> fields) {
        for (var relative : names.getRDNs()) {
            for (var attribute : relative.getTypesAndValues()) {
                var known = ATTRIBUTES.get(attribute.getType());
                if (known != null && attribute.getValue() instanceof ASN1String value) {
                    fields.merge(
                            prefix + known,
                            value.getString(),
                            (before, next) -> before + "/" + next);
                }
            }
        }
    }
}
