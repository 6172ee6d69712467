package dev.keyward.crypto.x509;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An authority that issues certificates to hosts, good ones and others. */
public final class TestingAuthority {

    private static final Duration YEAR = Duration.ofDays(365);

    private final X500Name name;
    private final KeyPair pair;
    private final X509Certificate certificate;
    private final Instant from;

    private TestingAuthority(
            X500Name name, KeyPair pair, X509Certificate certificate, Instant from) {
        this.name = name;
        this.pair = pair;
        this.certificate = certificate;
        this.from = from;
    }

    /** What a certificate says. */
    public record Kind(
            String subject,
            long serial,
            Instant from,
            Duration life,
            boolean isAuthority,
            Optional<Integer> usage,
            String algorithm) {

        public static Kind host(String subject, Instant from) {
            return new Kind(
                    subject,
                    42,
                    from,
                    Duration.ofDays(30),
                    false,
                    Optional.of(KeyUsage.digitalSignature),
                    "EC");
        }

        public Kind lasting(Duration newLife) {
            return new Kind(subject, serial, from, newLife, isAuthority, usage, algorithm);
        }

        public Kind usedFor(Optional<Integer> newUsage) {
            return new Kind(subject, serial, from, life, isAuthority, newUsage, algorithm);
        }

        public Kind by(String newAlgorithm) {
            return new Kind(subject, serial, from, life, isAuthority, usage, newAlgorithm);
        }

        public Kind asAuthority() {
            return new Kind(
                    subject,
                    serial,
                    from,
                    life,
                    true,
                    Optional.of(KeyUsage.digitalSignature | KeyUsage.keyCertSign),
                    algorithm);
        }
    }

    /** A certificate and its key. */
    public record Host(X509Certificate certificate, PrivateKey key) {}

    /** One that signed its own certificate. */
    public static TestingAuthority root(String subject, Instant from) {
        var pair = newPair("EC");
        var kind = Kind.host(subject, from).asAuthority().lasting(YEAR);
        var name = new X500Name(subject);
        return new TestingAuthority(name, pair, issue(kind, pair, name, pair.getPrivate()), from);
    }

    /** One below this. */
    public TestingAuthority intermediate(String subject) {
        var other = newPair("EC");
        var kind = Kind.host(subject, from).asAuthority().lasting(YEAR);
        return new TestingAuthority(
                new X500Name(subject), other, issue(kind, other, name, pair.getPrivate()), from);
    }

    public Host issue(Kind kind) {
        var host = newPair(kind.algorithm());
        return new Host(issue(kind, host, name, pair.getPrivate()), host.getPrivate());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public PrivateKey key() {
        return pair.getPrivate();
    }

    public String pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }

    /** A list of this authority that takes back the certificate of that serial number. */
    public String revoking(long serial, Instant at) {
        try {
            var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            var generator = new V2TBSCertListGenerator();
            generator.setIssuer(name);
            generator.setSignature(algorithm);
            generator.setThisUpdate(new Time(Date.from(at)));
            generator.setNextUpdate(new Time(Date.from(at.plus(Duration.ofDays(7)))));
            generator.addCRLEntry(
                    new ASN1Integer(serial), new Time(Date.from(at)), CRLReason.keyCompromise);
            TBSCertList body = generator.generateTBSCertList();
            var der = signed(body, algorithm, pair.getPrivate());
            return pem("X509 CRL", der);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newPair(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate issue(
            Kind kind, KeyPair pair, X500Name issuer, PrivateKey issuerKey) {
        try {
            var algorithm = issuerKey.getAlgorithm().equals("RSA")
                    ? new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE)
                    : new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            var generator = new V3TBSCertificateGenerator();
            generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(kind.serial())));
            generator.setSignature(algorithm);
            generator.setIssuer(issuer);
            generator.setSubject(new X500Name(kind.subject()));
            generator.setStartDate(new Time(Date.from(kind.from())));
            generator.setEndDate(new Time(Date.from(kind.from().plus(kind.life()))));
            generator.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            generator.setExtensions(extensions(kind).generate());
            var der = signed(generator.generateTBSCertificate(), algorithm, issuerKey);
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExtensionsGenerator extensions(Kind kind) throws IOException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.basicConstraints, true, new BasicConstraints(kind.isAuthority()));
        if (kind.usage().isPresent()) {
            extensions.addExtension(
                    Extension.keyUsage, true, new KeyUsage(kind.usage().get()));
        }
        if (!kind.isAuthority()) {
            extensions.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                        new GeneralName(GeneralName.dNSName, "first.example.com"),
                        new GeneralName(GeneralName.dNSName, "second.example.com"),
                        new GeneralName(
                                GeneralName.uniformResourceIdentifier, "spiffe://example.com/host"),
                        new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
                        new GeneralName(new X500Name("CN=one,O=two"))
                    }));
        }
        return extensions;
    }

    private static byte[] signed(ASN1Encodable body, AlgorithmIdentifier algorithm, PrivateKey key)
            throws GeneralSecurityException, IOException {
        var signature = Signature.getInstance(
                key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
        signature.initSign(key);
        signature.update(body.toASN1Primitive().getEncoded("DER"));
        return new DERSequence(
                        new ASN1Encodable[] {body, algorithm, new DERBitString(signature.sign())})
                .getEncoded("DER");
    }
}
