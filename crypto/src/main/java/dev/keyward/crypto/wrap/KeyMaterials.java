package dev.keyward.crypto.wrap;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.Bytes;
import dev.keyward.crypto.EncodedPair;
import dev.keyward.crypto.HmacMaterial;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.MacAlgorithm;
import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes key material, and seals it for storage under the root key: with the key's identity as
 * authenticated data, so that material moved to another key in the database does not open, and with
 * its key spec inside, so that it cannot come back as another kind of key.
 *
 * <p>Safe for use by several threads.
 */
public final class KeyMaterials {

    private final Sealer sealer;

    private final Providers providers;

    private final RandomSource random;

    public KeyMaterials(RootKey root, Providers providers, RandomSource random) {
        this.sealer = root.sealer("key-material");
        this.providers = providers;
        this.random = random;
    }

    /**
     * Fresh material for a key of any spec that is made here. Takes up to seconds for RSA.
     *
     * @throws IllegalArgumentException for the spec SM2
     */
    public KeyMaterial generate(KeyIdentity key, KeySpec spec) {
        if (spec == KeySpec.SYMMETRIC_DEFAULT) {
            return SymmetricMaterial.generate(key, random, providers);
        }
        var mac = MacAlgorithm.of(spec);
        if (mac.isPresent()) {
            var secret = SecretBytes.taking(random.bytes(mac.get().length()));
            return HmacMaterial.of(key, mac.get(), secret, providers);
        }
        return AsymmetricMaterial.generate(key, spec, random, providers);
    }

    /**
     * A fresh key pair that belongs to no key. Takes up to seconds for RSA.
     *
     * @throws IllegalArgumentException if keys of {@code spec} are no pairs that are made here
     */
    public EncodedPair generatePair(KeySpec spec) {
        return EncodedPair.generate(spec, random, providers);
    }

    /**
     * The material for a key of {@code spec} whose bytes came from elsewhere, or nothing if they are
     * no such material. Takes {@code secret} over.
     */
    public Optional<KeyMaterial> imported(KeyIdentity key, KeySpec spec, SecretBytes secret) {
        var material = material(key, spec, secret);
        if (material.isEmpty()) {
            secret.close();
        }
        return material;
    }

    /** The bytes to store. */
    public byte[] seal(KeyMaterial material) {
        var tag = tag(material.spec());
        return material.secret().use(secret -> {
            var plaintext = Bytes.join(tag, secret);
            try {
                return sealer.seal(plaintext, authenticatedData(material.key()));
            } finally {
                Bytes.zero(plaintext);
            }
        });
    }

    /** What was stored as {@code id} of {@code key}, or nothing if these bytes are not it. */
    public Optional<KeyMaterial> open(KeyIdentity key, MaterialId id, byte[] sealed) {
        var opened = sealer.open(sealed, authenticatedData(key));
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (var plaintext = opened.get()) {
            return plaintext.use(bytes -> read(key, bytes)).filter(m -> m.id().equals(id));
        }
    }

    private Optional<KeyMaterial> read(KeyIdentity key, byte[] plaintext) {
        for (var spec : KeySpec.values()) {
            var tag = tag(spec);
            if (plaintext.length > tag.length
                    && Arrays.equals(tag, 0, tag.length, plaintext, 0, tag.length)) {
                var secret = Arrays.copyOfRange(plaintext, tag.length, plaintext.length);
                return material(key, spec, SecretBytes.taking(secret));
            }
        }
        return Optional.empty();
    }

    private Optional<KeyMaterial> material(KeyIdentity key, KeySpec spec, SecretBytes secret) {
        if (spec == KeySpec.SYMMETRIC_DEFAULT) {
            return secret.length() == SymmetricMaterial.LENGTH
                    ? Optional.of(SymmetricMaterial.of(key, secret, providers))
                    : Optional.empty();
        }
        if (spec.isAsymmetric()) {
            return asymmetric(key, spec, secret);
        }
        return MacAlgorithm.of(spec)
                .filter(algorithm -> HmacMaterial.fits(algorithm, secret))
                .map(algorithm -> HmacMaterial.of(key, algorithm, secret, providers));
    }

    private Optional<KeyMaterial> asymmetric(KeyIdentity key, KeySpec spec, SecretBytes secret) {
        try (secret) {
            return Optional.of(AsymmetricMaterial.of(key, spec, secret, providers));
        } catch (IllegalArgumentException doesNotFit) {
            return Optional.empty();
        }
    }

    /** The spec's name, ended by a zero. */
    private static byte[] tag(KeySpec spec) {
        return (spec.name() + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] authenticatedData(KeyIdentity key) {
        return key.value().getBytes(StandardCharsets.US_ASCII);
    }
}
