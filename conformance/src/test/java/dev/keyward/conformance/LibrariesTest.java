package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.exception.AwsCryptoException;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import com.amazonaws.services.kms.AWSKMS;
import com.amazonaws.services.kms.AWSKMSClientBuilder;
import com.google.crypto.tink.integration.awskms.AwsKmsAead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsRsaKeyringInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** Libraries that encrypt with KMS underneath: the AWS Encryption SDK for Java, and Tink. */
final class LibrariesTest {

    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test", "größe", "groß");

    private static RunningKeyward keyward;
    private static KmsClient kms;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        kms = keyward.kms(RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        kms.close();
        keyward.close();
    }

    private static String key() {
        return kms.createKey().keyMetadata().arn();
    }

    private static CreateKeyResponse key(KeySpec spec, KeyUsageType usage) {
        return kms.createKey(r -> r.keySpec(spec).keyUsage(usage));
    }

    @Test
    void theEncryptionSdkKeepsAMessageUnderTwoKeys() {
        var sdk = AwsCrypto.standard();
        var one = key();
        var other = key();
        var both = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(_ -> kms)
                .buildStrict(one, other);
        var sealed = sdk.encryptData(both, PLAINTEXT, CONTEXT).getResult();
        for (var arn : new String[] {one, other}) {
            var alone = KmsMasterKeyProvider.builder()
                    .customRegionalClientSupplier(_ -> kms)
                    .buildStrict(arn);
            var opened = sdk.decryptData(alone, sealed);
            assertArrayEquals(PLAINTEXT, opened.getResult());
            assertEquals("groß", opened.getEncryptionContext().get("größe"));
        }
        var stranger = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(_ -> kms)
                .buildStrict(key());
        assertThrows(AwsCryptoException.class, () -> sdk.decryptData(stranger, sealed));
    }

    @Test
    void theEncryptionSdkFindsTheKeyInTheMessage() {
        var sdk = AwsCrypto.standard();
        var strict = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(_ -> kms)
                .buildStrict(key());
        var sealed = sdk.encryptData(strict, PLAINTEXT, CONTEXT).getResult();
        var discovering = KmsMasterKeyProvider.builder()
                .customRegionalClientSupplier(_ -> kms)
                .buildDiscovery();
        assertArrayEquals(PLAINTEXT, sdk.decryptData(discovering, sealed).getResult());
        sealed[sealed.length - 1] ^= 1;
        assertThrows(AwsCryptoException.class, () -> sdk.decryptData(discovering, sealed));
    }

    private static MaterialProviders materials() {
        return MaterialProviders.builder()
                .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
                .build();
    }

    private static void assertOpens(AwsCrypto sdk, IKeyring keyring) {
        var sealed = sdk.encryptData(keyring, PLAINTEXT, CONTEXT).getResult();
        assertArrayEquals(PLAINTEXT, sdk.decryptData(keyring, sealed, CONTEXT).getResult());
    }

    @Test
    void aKeyringOfTheEncryptionSdkWrapsItsDataKeys() {
        var arn = key();
        assertOpens(
                AwsCrypto.standard(),
                materials()
                        .CreateAwsKmsKeyring(CreateAwsKmsKeyringInput.builder()
                                .kmsClient(kms)
                                .kmsKeyId(arn)
                                .build()));
    }

    /** The data key is encrypted here with the public key, and decrypted there. */
    @Test
    void anRsaKeyringOfTheEncryptionSdkEncryptsOfflineWithThePublicKey() {
        var arn = key(KeySpec.RSA_2048, KeyUsageType.ENCRYPT_DECRYPT)
                .keyMetadata()
                .arn();
        var der = kms.getPublicKey(r -> r.keyId(arn)).publicKey().asByteArray();
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        var pem = "-----BEGIN PUBLIC KEY-----\n" + encoder.encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        var keyring = materials()
                .CreateAwsKmsRsaKeyring(CreateAwsKmsRsaKeyringInput.builder()
                        .kmsClient(kms)
                        .kmsKeyId(arn)
                        .publicKey(ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)))
                        .encryptionAlgorithm(EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256)
                        .build());
        // A suite without a signature, which an RSA keyring wants.
        var sdk = AwsCrypto.builder()
                .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
                .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
                .build();
        assertOpens(sdk, keyring);
    }

    @Test
    void tinkEncryptsWithAKeyOfKms() throws GeneralSecurityException {
        var client = firstSdk();
        try {
            var aead = new AwsKmsAead(client, key());
            var data = "associated".getBytes(StandardCharsets.UTF_8);
            var sealed = aead.encrypt(PLAINTEXT, data);
            assertArrayEquals(PLAINTEXT, aead.decrypt(sealed, data));
            assertThrows(
                    GeneralSecurityException.class, () -> aead.decrypt(sealed, PLAINTEXT.clone()));
            var stranger = new AwsKmsAead(client, key());
            assertThrows(GeneralSecurityException.class, () -> stranger.decrypt(sealed, data));
        } finally {
            client.shutdown();
        }
    }

    /** Tink uses the first version of the AWS SDK for Java. */
    private static AWSKMS firstSdk() {
        return AWSKMSClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(
                        keyward.endpoint().toString(), RunningKeyward.REGION.id()))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(
                        RunningKeyward.ROOT.accessKeyId(), RunningKeyward.ROOT.secretAccessKey())))
                .build();
    }
}
