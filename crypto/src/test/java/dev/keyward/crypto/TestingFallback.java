package dev.keyward.crypto;

import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.symmetric.AesGcmEnvelope;

/** A process of its own that says which providers it found and whether they work. */
final class TestingFallback {

    private TestingFallback() {}

    public static void main(String[] args) {
        var providers = Providers.best();
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var material =
                SymmetricMaterial.generate(new KeyIdentity("account/key"), random, providers);
        var sealed = envelope.seal(material, new byte[32], EncryptionContext.EMPTY);
        var opened = envelope.open(material, sealed, EncryptionContext.EMPTY);
        System.out.println(providers.description());
        System.out.println(opened.isPresent() ? "opened" : "refused");
    }
}
