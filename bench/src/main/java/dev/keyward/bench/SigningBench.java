package dev.keyward.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.crypto.KeyIdentity;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.MessageType;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SigningAlgorithm;
import dev.keyward.crypto.asymmetric.Signing;
import dev.keyward.crypto.asymmetric.SigningInput;
import dev.keyward.crypto.random.SystemRandom;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
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

/**
 * Sign and Verify over 32 bytes by the classes of {@code crypto}, and by nothing but the library that they
 * use, with the same keys.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 7, time = 1)
public class SigningBench {

    /** A key with an algorithm, and who computes it where AWS-LC loads. */
    public enum Choice {
        RSA_2048_PKCS1(
                KeySpec.RSA_2048, SigningAlgorithm.RSASSA_PKCS1_V1_5_SHA_256, "SHA256withRSA"),
        RSA_2048_PSS(KeySpec.RSA_2048, SigningAlgorithm.RSASSA_PSS_SHA_256, "RSASSA-PSS"),
        RSA_2048_PSS_DIGEST(KeySpec.RSA_2048, SigningAlgorithm.RSASSA_PSS_SHA_256, "RSASSA-PSS"),
        RSA_4096_PSS(KeySpec.RSA_4096, SigningAlgorithm.RSASSA_PSS_SHA_256, "RSASSA-PSS"),
        P256(KeySpec.ECC_NIST_P256, SigningAlgorithm.ECDSA_SHA_256, "SHA256withECDSA"),
        P384(KeySpec.ECC_NIST_P384, SigningAlgorithm.ECDSA_SHA_384, "SHA384withECDSA"),
        P521(KeySpec.ECC_NIST_P521, SigningAlgorithm.ECDSA_SHA_512, "SHA512withECDSA"),
        SECP256K1(KeySpec.ECC_SECG_P256K1, SigningAlgorithm.ECDSA_SHA_256, "SHA256withECDSA"),
        ED25519(KeySpec.ECC_NIST_EDWARDS25519, SigningAlgorithm.ED25519_SHA_512, "Ed25519"),
        ML_DSA_44(KeySpec.ML_DSA_44, SigningAlgorithm.ML_DSA_SHAKE_256, "ML-DSA"),
        ML_DSA_65(KeySpec.ML_DSA_65, SigningAlgorithm.ML_DSA_SHAKE_256, "ML-DSA"),
        ML_DSA_87(KeySpec.ML_DSA_87, SigningAlgorithm.ML_DSA_SHAKE_256, "ML-DSA");

        private final KeySpec spec;
        private final SigningAlgorithm algorithm;
        private final String jcaName;

        Choice(KeySpec spec, SigningAlgorithm algorithm, String jcaName) {
            this.spec = spec;
            this.algorithm = algorithm;
            this.jcaName = jcaName;
        }

        /** A ready digest is measured beside the library's signature over a message. */
        private MessageType type() {
            return this == RSA_2048_PSS_DIGEST ? MessageType.DIGEST : MessageType.RAW;
        }

        private Signature raw() throws GeneralSecurityException {
            if (spec == KeySpec.ECC_SECG_P256K1) {
                return Signature.getInstance(jcaName, BOUNCY_CASTLE);
            }
            if (algorithm == SigningAlgorithm.ML_DSA_SHAKE_256) {
                return Signature.getInstance(jcaName);
            }
            var signature = Signature.getInstance(jcaName, AmazonCorrettoCryptoProvider.INSTANCE);
            if (algorithm.isPss()) {
                signature.setParameter(PSS);
            }
            return signature;
        }
    }

    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private static final byte[] MESSAGE = new byte[32];

    @Param
    public Choice choice = Choice.P256;

    private Prepared prepared = prepare(Choice.P256);

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prepared(
            Signing signing,
            AsymmetricMaterial material,
            SigningInput input,
            PrivateKey privateKey,
            PublicKey publicKey,
            byte[] signature,
            byte[] rawSignature) {}

    @Setup
    public void setUp() {
        prepared = prepare(choice);
    }

    private static Prepared prepare(Choice choice) {
        var providers = Providers.best();
        var material = AsymmetricMaterial.generate(
                new KeyIdentity("123456789012/1234abcd-12ab-34cd-56ef-1234567890ab"),
                choice.spec,
                new SystemRandom(providers),
                providers);
        var signing = new Signing(providers);
        var input = new SigningInput(choice.algorithm, choice.type(), MESSAGE);
        var privateKey = material.usePrivateKey(MessageType.RAW, key -> key);
        return new Prepared(
                signing,
                material,
                input,
                privateKey,
                material.publicKey(MessageType.RAW),
                signing.sign(material, input),
                rawSign(choice, privateKey));
    }

    private static byte[] rawSign(Choice choice, PrivateKey key) {
        try {
            var signature = choice.raw();
            signature.initSign(key);
            signature.update(MESSAGE);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] sign() {
        return prepared.signing().sign(prepared.material(), prepared.input());
    }

    @Benchmark
    public byte[] signOfLibrary() {
        return rawSign(choice, prepared.privateKey());
    }

    @Benchmark
    public boolean verify() {
        return prepared.signing()
                .verify(prepared.material(), prepared.input(), prepared.signature());
    }

    @Benchmark
    public boolean verifyOfLibrary() throws GeneralSecurityException {
        var verifying = choice.raw();
        verifying.initVerify(prepared.publicKey());
        verifying.update(MESSAGE);
        return verifying.verify(prepared.rawSignature());
    }
}
