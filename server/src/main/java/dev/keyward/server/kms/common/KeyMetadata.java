package dev.keyward.server.kms.common;

import dev.keyward.crypto.KeySpec;
import dev.keyward.server.model.KmsKey;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * A key as CreateKey and DescribeKey tell of it.
 *
 * <p>Source: KMS API Reference, "KeyMetadata".
 */
public final class KeyMetadata {

    private KeyMetadata() {}

    public static Struct of(KmsKey key) {
        var metadata = Struct.builder()
                .put("AWSAccountId", key.account().value())
                .put("KeyId", key.id())
                .put("Arn", key.arn().toString())
                .put("CreationDate", key.created())
                .put("Enabled", key.isEnabled())
                .put("Description", key.description())
                .put("KeyUsage", key.usage().name())
                .put("KeyState", key.state().wireName())
                .putTime("DeletionDate", key.deletionDate())
                .put("Origin", key.origin().name())
                .put("KeyManager", "CUSTOMER")
                .put("CustomerMasterKeySpec", key.spec().name())
                .put("KeySpec", key.spec().name())
                .put("MultiRegion", key.multiRegion());
        if (key.spec() == KeySpec.SYMMETRIC_DEFAULT) {
            metadata.putTexts("EncryptionAlgorithms", List.of(key.spec().name()))
                    .putText("CurrentKeyMaterialId", key.currentMaterialId());
        }
        if (key.multiRegion()) {
            metadata.put("MultiRegionConfiguration", multiRegion(key));
        }
        return metadata.build();
    }

    /** Replicas are not served yet, so that every multi-Region key is a primary key without any. */
    private static Struct multiRegion(KmsKey key) {
        return Struct.builder()
                .put("MultiRegionKeyType", "PRIMARY")
                .put(
                        "PrimaryKey",
                        Struct.builder()
                                .put("Arn", key.arn().toString())
                                .put("Region", key.region().code())
                                .build())
                .putList("ReplicaKeys", List.of())
                .build();
    }
}
