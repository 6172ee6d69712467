package dev.keyward.crypto.symmetric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.Ciphertext;
import dev.keyward.crypto.EncryptionContext;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.random.SystemRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AesGcmEnvelopeTest {

    private static final KeyIdentity KEY =
            new KeyIdentity("123456789012/1234abcd-12ab-34cd-56ef-1234567890ab");

    @ParameterizedTest
    @MethodSource("dev.keyward.crypto.TestingProviders#both")
    void opensWhatItSealed(Providers providers) {
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var material = SymmetricMaterial.generate(KEY, random, providers);
        var context = new EncryptionContext(Map.of("purpose", "test"));
        var plaintext = "a secret".getBytes(UTF_8);

        var blob = envelope.seal(material, plaintext, context).encode();

        assertEquals(
                Optional.of(SecretBytes.copyOf(plaintext)),
                Ciphertext.parse(blob).flatMap(c -> envelope.open(material, c, context)));
    }
}
