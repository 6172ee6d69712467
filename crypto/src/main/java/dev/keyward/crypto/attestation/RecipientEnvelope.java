package dev.keyward.crypto.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.BERTaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * CMS EnvelopedData for one recipient, byte for byte of the form that KMS answers. The outer values are
 * of indefinite length, not DER: the parser in AWS's SDK for enclaves steps into those of indefinite
 * length and over those of definite length.
 *
 * <p>Source: RFC 5652, sections 3 and 6; RFC 8017, appendix A.2.1.
 *
 * @param keyIdentifier which names the recipient's key: the SHA-256 of its SubjectPublicKeyInfo
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RecipientEnvelope(byte[] keyIdentifier, byte[] encryptedKey, byte[] iv, byte[] content) {

    /** Of both structures, as the recipient is named by its key's identifier. */
    private static final ASN1Integer VERSION = new ASN1Integer(2);

    byte[] encode() {
        var envelopedData = new BERSequence(
                new ASN1Encodable[] {VERSION, new DERSet(recipient()), encryptedContent()});
        try {
            return new BERSequence(new ASN1Encodable[] {
                        PKCSObjectIdentifiers.envelopedData,
                        new BERTaggedObject(true, 0, envelopedData)
                    })
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException("no array refuses bytes", e);
        }
    }

    private DERSequence recipient() {
        return new DERSequence(new ASN1Encodable[] {
            VERSION,
            new DERTaggedObject(false, 0, new DEROctetString(keyIdentifier)),
            keyEncryption(),
            new DEROctetString(encryptedKey)
        });
    }

    private static AlgorithmIdentifier keyEncryption() {
        var sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
        var mask = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_RSAES_OAEP,
                new RSAESOAEPparams(sha256, mask, RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));
    }

    private BERSequence encryptedContent() {
        return new BERSequence(new ASN1Encodable[] {
            PKCSObjectIdentifiers.data,
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)),
            new BERTaggedObject(false, 0, new BEROctetString(content))
        });
    }
}
