package dev.keyward.crypto.saml;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** A SAML identity provider with a real key: its metadata, and responses that it signs. */
public final class TestingIdentityProvider {

    private final String entityId;
    private final KeyPair keys;
    private final String certificate;

    private TestingIdentityProvider(String entityId, KeyPair keys) {
        this.entityId = entityId;
        this.keys = keys;
        this.certificate = selfSigned(keys);
    }

    /** One that signs by RSA of 2,048 bits. */
    public static TestingIdentityProvider named(String entityId) {
        return ofRsa(entityId, 2_048);
    }

    static TestingIdentityProvider ofRsa(String entityId, int bits) {
        return new TestingIdentityProvider(
                entityId, pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)));
    }

    static TestingIdentityProvider ofCurve(String entityId, String curve) {
        return new TestingIdentityProvider(entityId, pair("EC", new ECGenParameterSpec(curve)));
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String entityId() {
        return entityId;
    }

    KeyPair keys() {
        return keys;
    }

    /** Its certificate, which expired long ago, in the Base64 of its DER. */
    String certificate() {
        return certificate;
    }

    /** What it says of itself. */
    public String metadata() {
        return metadata("", keyDescriptor("use=\"signing\"", certificate));
    }

    /** The same as one with other attributes and keys. */
    public String metadata(String attributes, String keyDescriptors) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s"%s>
                  <md:IDPSSODescriptor WantAuthnRequestsSigned="false"
                      protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    %s
                    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
                    <md:SingleSignOnService Location="https://idp.example.com/sso"
                        Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"/>
                  </md:IDPSSODescriptor>
                </md:EntityDescriptor>
                """.formatted(entityId, attributes, keyDescriptors);
    }

    static String keyDescriptor(String use, String certificate) {
        return """
                <md:KeyDescriptor %s>
                  <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
                    <ds:X509Certificate>%s</ds:X509Certificate>
                  </ds:X509Data></ds:KeyInfo>
                </md:KeyDescriptor>""".formatted(use, certificate);
    }

    /** A response to a user who signed in at {@code now}; what it says can still be changed. */
    public TestingSamlResponse response(Instant now) {
        return new TestingSamlResponse(this, now);
    }

    private static String selfSigned(KeyPair keys) {
        var isRsa = keys.getPublic().getAlgorithm().equals("RSA");
        var algorithm = new AlgorithmIdentifier(oid(isRsa));
        try {
            var generator = new V3TBSCertificateGenerator();
            generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
            generator.setSignature(algorithm);
            generator.setIssuer(new X500Name("CN=idp"));
            generator.setSubject(new X500Name("CN=idp"));
            generator.setStartDate(new Time(Date.from(Instant.parse("2013-01-01T00:00:00Z"))));
            generator.setEndDate(new Time(Date.from(Instant.parse("2014-01-01T00:00:00Z"))));
            generator.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            var body = generator.generateTBSCertificate();
            var signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body.getEncoded("DER"));
            var parts = new ASN1Encodable[] {body, algorithm, new DERBitString(signature.sign())};
            return Base64.getEncoder().encodeToString(new DERSequence(parts).getEncoded("DER"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ASN1ObjectIdentifier oid(boolean isRsa) {
        return isRsa
                ? PKCSObjectIdentifiers.sha256WithRSAEncryption
                : X9ObjectIdentifiers.ecdsa_with_SHA256;
    }
}
