package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.EcCurve;
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
     * The shared secret, or nothing if {@code peerPublicKey} is not the SubjectPublicKeyInfo, in
     * DER, of an uncompressed point on the curve of {@code material}.
     *
     * @throws IllegalArgumentException if keys of the material's spec agree on nothing
     */
    public Optional<SecretBytes> derive(AsymmetricMaterial material, byte[] peerPublicKey) {
        var curve = EcCurve.of(material.spec())
                .filter(any -> material.spec().allows(KeyUsage.KEY_AGREEMENT))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a key of spec " + material.spec() + " agrees on nothing"));
        if (!curve.hasPublicKey(peerPublicKey)) {
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
