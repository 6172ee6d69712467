package dev.keyward.crypto.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A certificate that was made for a test, and the key pair that it is of. */
public record TestingPem(X509Certificate certificate, KeyPair pair) {

    /** Since when every certificate is valid, and for how long. */
    public static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    public static final Duration LIFE = Duration.ofDays(90);

    /** One that signed itself. */
    public static TestingPem selfSigned(String name, KeyPair pair) {
        return make(name, pair, name, pair);
    }

    /** One that this one signed. */
    public TestingPem issue(String name, KeyPair of) {
        var issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        return make(name, of, issuer, pair);
    }

    public static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestingPem make(String name, KeyPair pair, String issuer, KeyPair signer) {
        try {
            var isRsa = signer.getPrivate().getAlgorithm().equals("RSA");
            var algorithm = isRsa
                    ? new AlgorithmIdentifier(
                            PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE)
                    : new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            var generator = new V3TBSCertificateGenerator();
            generator.setSerialNumber(
                    new ASN1Integer(BigInteger.valueOf(name.hashCode() & 0xffff)));
            generator.setSignature(algorithm);
            generator.setIssuer(new X500Name("CN=" + issuer));
            generator.setSubject(new X500Name("CN=" + name));
            generator.setStartDate(new Time(Date.from(FROM)));
            generator.setEndDate(new Time(Date.from(FROM.plus(LIFE))));
            generator.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            var body = generator.generateTBSCertificate();
            var signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(signer.getPrivate());
            signature.update(body.getEncoded("DER"));
            var parts = new ASN1Encodable[] {body, algorithm, new DERBitString(signature.sign())};
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(new DERSequence(parts).getEncoded("DER")));
            return new TestingPem(certificate, pair);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate in PEM. */
    public String text() {
        try {
            return PemBlock.print("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its private key in PEM, as PKCS #8. */
    public String key() {
        return PemBlock.print("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    /** Its private key in PEM, in the form of its own algorithm. */
    String keyOfAlgorithm() {
        try {
            var info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
            var inner = pair.getPrivate() instanceof ECPrivateKey ec
                    // As OpenSSL writes it, with the curve.
                    ? new org.bouncycastle.asn1.sec.ECPrivateKey(
                            ec.getParams().getOrder().bitLength(),
                            ec.getS(),
                            info.getPrivateKeyAlgorithm().getParameters())
                    : info.parsePrivateKey();
            return PemBlock.print(
                    pair.getPrivate().getAlgorithm() + " PRIVATE KEY",
                    inner.toASN1Primitive().getEncoded("DER"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key in PEM. */
    public static String publicKey(KeyPair pair) {
        return PemBlock.print("PUBLIC KEY", pair.getPublic().getEncoded());
    }
}
