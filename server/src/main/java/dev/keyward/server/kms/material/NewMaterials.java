package dev.keyward.server.kms.material;

import dev.keyward.crypto.EncodedPair;
import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.server.model.KmsKey;

import java.util.Optional;
import java.util.function.Supplier;

/** Makes material for keys and key pairs that are none, and takes material that was made elsewhere. */
public final class NewMaterials {

    private final KeyMaterials sealing;
    private final SlowThreads threads;

    public NewMaterials(KeyMaterials sealing, SlowThreads threads) {
        this.sealing = sealing;
        this.threads = threads;
    }

    /** Fresh material for {@code key}, by its spec. RSA takes up to some seconds. */
    public KeyMaterial generate(KmsKey key) {
        return make(key.spec(), () -> sealing.generate(KeyIdentities.of(key), key.spec()));
    }

    /** A fresh key pair. RSA takes up to some seconds. */
    public EncodedPair generatePair(KeySpec spec) {
        return make(spec, () -> sealing.generatePair(spec));
    }

    private <T> T make(KeySpec spec, Supplier<T> work) {
        return spec.isRsa() ? threads.run(work) : work.get();
    }

    /** {@code secret} as material of {@code key}, or nothing if it is none for the key's spec. */
    public Optional<KeyMaterial> imported(KmsKey key, SecretBytes secret) {
        return sealing.imported(KeyIdentities.of(key), key.spec(), secret);
    }

    /** The bytes to store. */
    public byte[] seal(KeyMaterial material) {
        return sealing.seal(material);
    }
}
