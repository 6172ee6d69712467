package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.EcCurve;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;

import java.security.GeneralSecurityException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * DeriveSharedSecret: the x coordinate of the product of a private key and a peer's public key, as
 * long as the curve's field. A peer's key that is not a point on the same curve would tell something
 * of the private key, therefore it is checked before anything is computed.
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: KMS API Reference, DeriveSharedSecret; NIST SP 800-56A, sections 5.6.2.3.3 and 5.7.1.2.
 */
public final class EcdhAgreement {

    private final Providers providers;

    public EcdhAgreement(Providers providers) {
        this.providers = providers;
    }

    /**
     * Whether {@code publicKey} is the SubjectPublicKeyInfo, in DER, of an uncompressed point on the
     * curve of {@code spec}.
     *
     * @throws IllegalArgumentException if keys of {@code spec} agree on nothing
     */
    public static boolean hasPeer(KeySpec spec, byte[] publicKey) {
        return EcCurve.of(spec)
                .filter(_ -> spec.allows(KeyUsage.KEY_AGREEMENT))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a key of spec " + spec + " agrees on nothing"))
                .hasPublicKey(publicKey);
    }

    /**
     * The shared secret, or nothing if {@link #hasPeer} is false.
     *
     * @throws IllegalArgumentException if keys of the material's spec agree on nothing
     */
    public Optional<SecretBytes> derive(AsymmetricMaterial material, byte[] peerPublicKey) {
        if (!hasPeer(material.spec(), peerPublicKey)) {
            return Optional.empty();
        }
        var agreement = providers.asymmetric().newEcdh();
        var keys = providers.asymmetric().newEcKeys();
        return material.usePrivateKey(MessageType.RAW, key -> {
            try {
                agreement.init(key);
                agreement.doPhase(keys.generatePublic(new X509EncodedKeySpec(peerPublicKey)), true);
                return Optional.of(SecretBytes.taking(agreement.generateSecret()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("ECDH refused a valid key", e);
            }
        });
    }
}
