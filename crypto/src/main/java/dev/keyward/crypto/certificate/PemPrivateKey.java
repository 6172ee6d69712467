package dev.keyward.crypto.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A private key in text, for RSA or ECDSA and not encrypted, to be compared with a certificate and then
 * forgotten. It has no text of its own.
 *
 * <p>Source: RFC 7468, section 10; RFC 8017, appendix A.1.2; RFC 5915.
 */
public final class PemPrivateKey {

    private static final byte[] MESSAGE = {'k', 'e', 'y', 'w', 'a', 'r', 'd'};

    private final PrivateKey key;

    private PemPrivateKey(PrivateKey key) {
        this.key = key;
    }

    /** The one key of a text that has nothing else, in PKCS #8 or in the form of its algorithm. */
    public static Optional<PemPrivateKey> parse(String text) {
        return PemBlock.single(text).flatMap(PemPrivateKey::read);
    }

    private static Optional<PemPrivateKey> read(PemBlock block) {
        byte[] encoded = {};
        try {
            var info = info(block);
            encoded = info.getEncoded();
            var algorithm = info.getPrivateKeyAlgorithm().getAlgorithm();
            var name = algorithm.equals(PKCSObjectIdentifiers.rsaEncryption) ? "RSA" : "EC";
            var key =
                    KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return Optional.of(new PemPrivateKey(key));
        } catch (IllegalArgumentException
                | IllegalStateException
                | IOException
                | GeneralSecurityException malformed) {
            return Optional.empty();
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(block.content(), (byte) 0);
        }
    }

    private static PrivateKeyInfo info(PemBlock block) throws IOException {
        return switch (block.label()) {
            case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.content());
            case "RSA PRIVATE KEY" ->
                new PrivateKeyInfo(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        RSAPrivateKey.getInstance(block.content()));
            case "EC PRIVATE KEY" -> {
                var key = ECPrivateKey.getInstance(block.content());
                yield new PrivateKeyInfo(
                        new AlgorithmIdentifier(
                                X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                        key);
            }
            default -> throw new IllegalArgumentException("no private key: " + block.label());
        };
    }

    /** Whether what it signs verifies under {@code publicKey}. */
    boolean belongsTo(PublicKey publicKey) {
        var isRsa = key.getAlgorithm().equals("RSA");
        if (!publicKey.getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        try {
            var signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(MESSAGE);
            var signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(MESSAGE);
            return signature.verify(signed);
        } catch (GeneralSecurityException doesNotFit) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "PemPrivateKey[" + key.getAlgorithm() + "]";
    }
}
