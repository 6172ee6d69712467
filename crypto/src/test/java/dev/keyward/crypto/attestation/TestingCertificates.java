package dev.keyward.crypto.attestation;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates on P-384 as AWS's Nitro Attestation PKI issues them, or a little different. */
final class TestingCertificates {

    private TestingCertificates() {}

    /**
     * What a certificate says.
     *
     * @param constraints absent where there is no such extension
     * @param usage the bits of {@link KeyUsage}; absent where there is no such extension
     */
    record Kind(
            String name,
            Instant from,
            Duration life,
            Optional<BasicConstraints> constraints,
            Optional<Integer> usage) {

        static Kind authority(String name, Instant from, Duration life, int pathLength) {
            return new Kind(
                    name,
                    from,
                    life,
                    Optional.of(new BasicConstraints(pathLength)),
                    Optional.of(KeyUsage.keyCertSign));
        }

        static Kind signer(String name, Instant from, Duration life) {
            return new Kind(
                    name,
                    from,
                    life,
                    Optional.of(new BasicConstraints(false)),
                    Optional.of(KeyUsage.digitalSignature));
        }

        Kind lasting(Instant newFrom, Duration newLife) {
            return new Kind(name, newFrom, newLife, constraints, usage);
        }

        Kind with(Optional<BasicConstraints> other) {
            return new Kind(name, from, life, other, usage);
        }

        Kind usedFor(Optional<Integer> other) {
            return new Kind(name, from, life, constraints, other);
        }
    }

    /** A certificate and the key that it is of. */
    record Issued(X509Certificate certificate, KeyPair pair) {

        byte[] der() {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        Issued issue(Kind kind) {
            return TestingCertificates.issue(kind, newPair("secp384r1"), Optional.of(this));
        }

        Issued issue(Kind kind, KeyPair pair) {
            return TestingCertificates.issue(kind, pair, Optional.of(this));
        }
    }

    static Issued selfSigned(Kind kind) {
        return issue(kind, newPair("secp384r1"), Optional.empty());
    }

    static KeyPair newPair(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Issued issue(Kind kind, KeyPair pair, Optional<Issued> issuer) {
        try {
            var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384);
            var generator = new V3TBSCertificateGenerator();
            generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(7)));
            generator.setSignature(algorithm);
            generator.setIssuer(issuer.map(each -> X500Name.getInstance(
                            each.certificate().getSubjectX500Principal().getEncoded()))
                    .orElse(new X500Name("CN=" + kind.name())));
            generator.setSubject(new X500Name("CN=" + kind.name()));
            generator.setStartDate(new Time(Date.from(kind.from())));
            generator.setEndDate(new Time(Date.from(kind.from().plus(kind.life()))));
            generator.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            var extensions = new ExtensionsGenerator();
            if (kind.constraints().isPresent()) {
                extensions.addExtension(
                        Extension.basicConstraints, true, kind.constraints().get());
            }
            if (kind.usage().isPresent()) {
                extensions.addExtension(
                        Extension.keyUsage, true, new KeyUsage(kind.usage().get()));
            }
            if (!extensions.isEmpty()) {
                generator.setExtensions(extensions.generate());
            }
            var body = generator.generateTBSCertificate();
            var signature = Signature.getInstance("SHA384withECDSA");
            signature.initSign(issuer.map(Issued::pair).orElse(pair).getPrivate());
            signature.update(body.getEncoded("DER"));
            var der = new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                        body, algorithm, new DERBitString(signature.sign())
                    })
                    .getEncoded("DER");
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            return new Issued(certificate, pair);
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
