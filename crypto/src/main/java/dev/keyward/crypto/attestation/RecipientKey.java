package dev.keyward.crypto.attestation;

import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The public key of an attested environment, to which answers are encrypted: by AES-256-CBC under a
 * fresh key, which is encrypted by RSAES-OAEP with SHA-256. There is no tag, since AWS's clients know
 * none: who can change the answer on its way can change what the environment reads in it, as with AWS.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Limits: RSA of 2,048 to 4,096 bits, what AWS's SDK for enclaves makes.
 */
public final class RecipientKey {

    private static final int LEAST_BITS = 2_048;

    private static final int MOST_BITS = 4_096;

    private static final int KEY_LENGTH = 32;

    private static final int IV_LENGTH = 16;

    private static final OAEPParameterSpec PADDING = new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final RSAPublicKey key;

    private final byte[] identifier;

    private final Providers providers;

    private RecipientKey(RSAPublicKey key, byte[] identifier, Providers providers) {
        this.key = key;
        this.identifier = identifier;
        this.providers = providers;
    }

    /**
     * The key in {@code document}.
     *
     * @throws AttestationException if there is none, or it is not an RSA key of 2,048 to 4,096 bits as a
     *     SubjectPublicKeyInfo in DER
     */
    public static RecipientKey of(AttestationDocument document, Providers providers) {
        return of(
                document.publicKey()
                        .orElseThrow(() -> new AttestationException("has no public_key")),
                providers);
    }

    static RecipientKey of(byte[] publicKey, Providers providers) {
        try {
            var read = providers
                    .asymmetric()
                    .newRsaKeyFactory()
                    .generatePublic(new X509EncodedKeySpec(publicKey));
            if (read instanceof RSAPublicKey key
                    && key.getModulus().bitLength() >= LEAST_BITS
                    && key.getModulus().bitLength() <= MOST_BITS
                    && Arrays.equals(key.getEncoded(), publicKey)) {
                return new RecipientKey(key, sha256(publicKey), providers);
            }
            throw AttestationFields.refused("public_key");
        } catch (InvalidKeySpecException e) {
            throw AttestationFields.refused("public_key");
        }
    }

    private static byte[] sha256(byte[] publicKey) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform cannot do SHA-256", e);
        }
    }

    /** What only the holder of the private key can read: {@code CiphertextForRecipient}. */
    public byte[] encrypt(byte[] plaintext, RandomSource random) {
        var contentKey = random.bytes(KEY_LENGTH);
        var iv = random.bytes(IV_LENGTH);
        try {
            var oaep = providers.asymmetric().newOaep();
            oaep.init(Cipher.ENCRYPT_MODE, key, PADDING);
            var encryptedKey = oaep.doFinal(contentKey);

            var cbc = providers.newCbc();
            cbc.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(contentKey, "AES"),
                    new IvParameterSpec(iv));
            return new RecipientEnvelope(identifier, encryptedKey, iv, cbc.doFinal(plaintext))
                    .encode();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSAES-OAEP or AES-CBC refused to encrypt", e);
        } finally {
            Bytes.zero(contentKey);
        }
    }
}
