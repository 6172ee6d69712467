package dev.keyward.bench;

import dev.keyward.crypto.Ciphertext;
import dev.keyward.crypto.EncryptionContext;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.symmetric.AesGcmEnvelope;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the cryptography of Encrypt and Decrypt costs, from material and bytes to a blob and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncryptBench {

    /** Who computes. */
    public enum Choice {
        BEST,
        JDK
    }

    @Param
    public Choice choice = Choice.BEST;

    @Param({"32", "4096"})
    public int length = 32;

    private final EncryptionContext context =
            new EncryptionContext(Map.of("purpose", "bench", "tenant", "42"));

    private Encrypt encrypt = prepare();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encrypt(
            AesGcmEnvelope envelope, SymmetricMaterial material, byte[] plaintext, byte[] blob) {}

    @Setup
    public void setUp() {
        encrypt = prepare();
    }

    private Encrypt prepare() {
        var providers = switch (choice) {
            case BEST -> Providers.best();
            case JDK -> Providers.jdk();
        };
        var random = new SystemRandom(providers);
        var envelope = new AesGcmEnvelope(providers, random);
        var key = new KeyIdentity("123456789012/1234abcd-12ab-34cd-56ef-1234567890ab");
        var material = SymmetricMaterial.generate(key, random, providers);
        var plaintext = random.bytes(length);
        var blob = envelope.seal(material, plaintext, context).encode();
        return new Encrypt(envelope, material, plaintext, blob);
    }

    @Benchmark
    public byte[] seal() {
        return encrypt.envelope()
                .seal(encrypt.material(), encrypt.plaintext(), context)
                .encode();
    }

    @Benchmark
    public Optional<SecretBytes> open() {
        return Ciphertext.parse(encrypt.blob())
                .flatMap(c -> encrypt.envelope().open(encrypt.material(), c, context));
    }
}
