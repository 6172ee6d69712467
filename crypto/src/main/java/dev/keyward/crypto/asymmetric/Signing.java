package dev.keyward.crypto.asymmetric;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.EcCurve;
import dev.keyward.crypto.Providers;

import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.SignatureException;

/**
 * Sign and Verify by each of KMS's algorithms:
 *
 * <ul>
 *   <li>RSASSA-PKCS1-v1_5, and RSASSA-PSS with MGF1 by the same hash and a salt as long as it.
 *   <li>ECDSA; a signature is the DER encoding of r and s, and no other encoding is taken.
 *   <li>Ed25519, and Ed25519ph with the given digest as its message, so that it is hashed again.
 *   <li>ML-DSA with an empty context, or over a ready mu.
 * </ul>
 *
 * <p>Safe for use by several threads.
 *
 * <p>Source: KMS API Reference, Sign and Verify; RFC 8017, sections 8.1 and 8.2; FIPS 186-5; RFC
 * 8032, section 5.1; FIPS 204.
 */
public final class Signing {

    private final Providers providers;

    private final RsaDigests rsaDigests;

    public Signing(Providers providers) {
        this.providers = providers;
        this.rsaDigests = new RsaDigests(providers);
    }

    /**
     * The signature by the private key of {@code material}.
     *
     * @throws IllegalArgumentException if keys of the material's spec have not the algorithm
     */
    public byte[] sign(AsymmetricMaterial material, SigningInput input) {
        requireFit(material, input);
        if (RsaDigests.takes(input)) {
            return rsaDigests.sign(material, input);
        }
        var signature = newSignature(material, input);
        return material.usePrivateKey(input.type(), key -> {
            try {
                signature.initSign(key);
                signature.update(input.message());
                return signature.sign();
            } catch (InvalidKeyException | SignatureException e) {
                throw new IllegalStateException(input.algorithm() + " refused to sign", e);
            }
        });
    }

    /**
     * Whether {@code signature} is one of this input under the public key of {@code material}.
     * Whatever is no signature at all is none of it, either.
     *
     * @throws IllegalArgumentException if keys of the material's spec have not the algorithm
     */
    public boolean verify(AsymmetricMaterial material, SigningInput input, byte[] signature) {
        requireFit(material, input);
        if (RsaDigests.takes(input)) {
            return rsaDigests.verify(material, input, signature);
        }
        if (EcCurve.of(material.spec())
                .filter(curve -> !curve.hasSignature(signature))
                .isPresent()) {
            return false;
        }
        var verifying = newSignature(material, input);
        try {
            verifying.initVerify(material.publicKey(input.type()));
            verifying.update(input.message());
        } catch (InvalidKeyException | SignatureException e) {
            throw new IllegalStateException(input.algorithm() + " refused to verify", e);
        }
        try {
            return verifying.verify(signature);
        } catch (SignatureException noSignature) {
            return false; // of a wrong length or form: libraries differ in which of them they throw
        }
    }

    private Signature newSignature(AsymmetricMaterial material, SigningInput input) {
        return providers
                .asymmetric()
                .newSignature(input.algorithm(), material.spec(), input.type());
    }

    private static void requireFit(AsymmetricMaterial material, SigningInput input) {
        if (!input.algorithm().fits(material.spec())) {
            throw new IllegalArgumentException(
                    "a key of spec " + material.spec() + " has no " + input.algorithm());
        }
    }
}
