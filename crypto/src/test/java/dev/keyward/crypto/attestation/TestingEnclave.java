package dev.keyward.crypto.attestation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The key of an enclave, and what its SDK does with an answer. */
public final class TestingEnclave {

    private final KeyPair pair;

    public TestingEnclave() {
        this(2_048);
    }

    TestingEnclave(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
            generator.initialize(bits);
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }

    /** Opens {@code CiphertextForRecipient}, and holds it to its form on the way. */
    public byte[] open(byte[] envelope) {
        try {
            var contentInfo = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(envelope));
            require("1.2.840.113549.1.7.3", contentInfo.getObjectAt(0));
            var enveloped =
                    ASN1Sequence.getInstance((ASN1TaggedObject) contentInfo.getObjectAt(1), true);
            requireVersion(enveloped.getObjectAt(0));
            var recipients = ASN1Set.getInstance(enveloped.getObjectAt(1));
            var recipient = ASN1Sequence.getInstance(recipients.getObjectAt(0));
            requireVersion(recipient.getObjectAt(0));
            var encryption = AlgorithmIdentifier.getInstance(recipient.getObjectAt(2));
            require("1.2.840.113549.1.1.7", encryption.getAlgorithm());
            var encryptedKey =
                    ASN1OctetString.getInstance(recipient.getObjectAt(3)).getOctets();

            var content = ASN1Sequence.getInstance(enveloped.getObjectAt(2));
            require("1.2.840.113549.1.7.1", content.getObjectAt(0));
            var cipher = AlgorithmIdentifier.getInstance(content.getObjectAt(1));
            require("2.16.840.1.101.3.4.1.42", cipher.getAlgorithm());
            var iv = ASN1OctetString.getInstance(cipher.getParameters()).getOctets();
            var encrypted =
                    ASN1OctetString.getInstance((ASN1TaggedObject) content.getObjectAt(2), false);
            return decrypt(decryptKey(encryptedKey), iv, encrypted.getOctets());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] decryptKey(byte[] encryptedKey) throws GeneralSecurityException {
        var oaep = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
        oaep.init(
                Cipher.DECRYPT_MODE,
                pair.getPrivate(),
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return oaep.doFinal(encryptedKey);
    }

    private static byte[] decrypt(byte[] key, byte[] iv, byte[] encrypted)
            throws GeneralSecurityException {
        if (key.length != 32) {
            throw new IllegalStateException("a content key of " + key.length + " bytes");
        }
        var cbc = Cipher.getInstance("AES/CBC/PKCS5Padding", "SunJCE");
        cbc.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cbc.doFinal(encrypted);
    }

    private static void requireVersion(Object version) {
        if (!ASN1Integer.getInstance(version).hasValue(2)) {
            throw new IllegalStateException("version " + version);
        }
    }

    private static void require(String expected, Object identifier) {
        if (!ASN1ObjectIdentifier.getInstance(identifier).getId().equals(expected)) {
            throw new IllegalStateException(identifier + " and not " + expected);
        }
    }
}
