package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.S3EncryptionClientException;
import software.amazon.encryption.s3.materials.KmsKeyring;

/** The KMS part of the Amazon S3 Encryption Client; the object store is a stand-in. */
final class S3EncryptionClientTest {

    private static final byte[] PLAINTEXT = "attack at dawn".getBytes(StandardCharsets.UTF_8);

    @Test
    void objectsAreEncryptedUnderDataKeysOfAKey() throws IOException {
        try (var keyward = RunningKeyward.start();
                var objects = StandInS3.start();
                var kms = keyward.kms(RunningKeyward.ROOT)) {
            var arn = kms.createKey().keyMetadata().arn();
            try (var client = client(objects, kms, arn)) {
                client.putObject(
                        r -> r.bucket("bucket")
                                .key("secret")
                                .overrideConfiguration(
                                        S3EncryptionClient.withAdditionalConfiguration(
                                                Map.of("purpose", "test"))),
                        RequestBody.fromBytes(PLAINTEXT));
                var stored = new String(
                        objects.object("bucket", "secret").content(), StandardCharsets.ISO_8859_1);
                assertFalse(stored.contains("dawn"));
                assertTrue(objects.object("bucket", "secret").metadata().size() >= 3);
                assertArrayEquals(PLAINTEXT, content(client));
            }
            var other = kms.createKey().keyMetadata().arn();
            try (var stranger = client(objects, kms, other)) {
                assertThrows(S3EncryptionClientException.class, () -> content(stranger));
            }
            kms.disableKey(r -> r.keyId(arn));
            try (var client = client(objects, kms, arn)) {
                assertThrows(S3EncryptionClientException.class, () -> content(client));
            }
        }
    }

    private static byte[] content(S3Client client) {
        return client.getObjectAsBytes(r -> r.bucket("bucket")
                        .key("secret")
                        .overrideConfiguration(S3EncryptionClient.withAdditionalConfiguration(
                                Map.of("purpose", "test"))))
                .asByteArray();
    }

    private static S3Client client(StandInS3 objects, KmsClient kms, String arn) {
        var credentials = StaticCredentialsProvider.create(RunningKeyward.ROOT);
        return S3EncryptionClient.builderV4()
                .wrappedClient(S3Client.builder()
                        .endpointOverride(objects.endpoint())
                        .region(RunningKeyward.REGION)
                        .forcePathStyle(true)
                        .credentialsProvider(credentials)
                        .build())
                .wrappedAsyncClient(S3AsyncClient.builder()
                        .endpointOverride(objects.endpoint())
                        .region(RunningKeyward.REGION)
                        .forcePathStyle(true)
                        .credentialsProvider(credentials)
                        .build())
                .keyring(KmsKeyring.builder().kmsClient(kms).wrappingKeyId(arn).build())
                .build();
    }
}
