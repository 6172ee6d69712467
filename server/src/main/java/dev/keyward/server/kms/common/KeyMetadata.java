package dev.keyward.server.kms.common;

import dev.keyward.crypto.EncryptionAlgorithm;
import dev.keyward.crypto.KeyAgreementAlgorithm;
import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.MacAlgorithm;
import dev.keyward.crypto.SigningAlgorithm;
import dev.keyward.server.model.ExpirationModel;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.MultiRegionKeyType;
import dev.keyward.server.model.PendingDeletion;
import dev.keyward.server.model.Region;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.Struct;

import java.util.List;

/**
 * A key as CreateKey and DescribeKey tell of it.
 *
 * <p>Source: KMS API Reference, "KeyMetadata".
 */
public final class KeyMetadata {

    private KeyMetadata() {}

    /** What there is to tell of {@code key}; {@code snapshot} has its related keys. */
    public static Struct of(KmsKey key, Snapshot snapshot) {
        var metadata = Struct.builder()
                .put("AWSAccountId", key.account().value())
                .put("KeyId", key.id())
                .put("Arn", key.arn().toString())
                .put("CreationDate", key.created())
                .put("Enabled", key.isEnabled())
                .put("Description", key.description())
                .put("KeyUsage", key.usage().name())
                .put("KeyState", key.state().wireName())
                .putTime("DeletionDate", key.deletion().flatMap(PendingDeletion::date))
                .put("Origin", key.origin().name())
                .put("KeyManager", key.manager().name())
                .put("CustomerMasterKeySpec", key.spec().name())
                .put("KeySpec", key.spec().name())
                .put("MultiRegion", key.isMultiRegion());
        addAlgorithms(key, metadata);
        if (key.spec() == KeySpec.SYMMETRIC_DEFAULT) {
            metadata.putText("CurrentKeyMaterialId", key.currentMaterialId());
        }
        if (key.origin() == KeyOrigin.EXTERNAL && hasMaterial(key, snapshot)) {
            metadata.put(
                            "ExpirationModel",
                            ExpirationModel.of(key.materialExpires()).name())
                    .putTime("ValidTo", key.materialExpires());
        }
        key.multiRegionKeyType()
                .ifPresent(type ->
                        metadata.put("MultiRegionConfiguration", multiRegion(key, type, snapshot)));
        if (key.state() == KeyState.PENDING_REPLICA_DELETION) {
            key.deletion()
                    .ifPresent(pending ->
                            metadata.put("PendingDeletionWindowInDays", pending.windowDays()));
        }
        return metadata.build();
    }

    /** The algorithms of a key's usage: no other list is there. */
    public static void addAlgorithms(KmsKey key, Struct.Builder answer) {
        switch (key.usage()) {
            case ENCRYPT_DECRYPT ->
                answer.putTexts("EncryptionAlgorithms", names(EncryptionAlgorithm.of(key.spec())));
            case SIGN_VERIFY ->
                answer.putTexts("SigningAlgorithms", names(SigningAlgorithm.of(key.spec())));
            case GENERATE_VERIFY_MAC ->
                answer.putTexts(
                        "MacAlgorithms",
                        names(MacAlgorithm.of(key.spec()).stream().toList()));
            case KEY_AGREEMENT ->
                answer.putTexts(
                        "KeyAgreementAlgorithms", names(KeyAgreementAlgorithm.of(key.spec())));
        }
    }

    private static List<String> names(List<? extends Enum<?>> algorithms) {
        return algorithms.stream().map(Enum::name).toList();
    }

    /** Of a key that waits for material, nothing is told of that which it may still have. */
    private static boolean hasMaterial(KmsKey key, Snapshot snapshot) {
        return key.state() != KeyState.PENDING_IMPORT
                && key.currentMaterialId()
                        .flatMap(id -> snapshot.materials().find(key.arn(), id))
                        .isPresent();
    }

    private static Struct multiRegion(KmsKey key, MultiRegionKeyType type, Snapshot snapshot) {
        var primary = key.primaryRegion().orElseThrow();
        var replicas = snapshot.keys().related(key).stream()
                .map(KmsKey::region)
                .filter(region -> !region.equals(primary))
                .map(region -> place(key, region))
                .toList();
        return Struct.builder()
                .put("MultiRegionKeyType", type.name())
                .put("PrimaryKey", place(key, primary))
                .putList("ReplicaKeys", replicas)
                .build();
    }

    /** The related key in a Region, as KMS's {@code MultiRegionKey}. */
    private static Struct place(KmsKey key, Region region) {
        return Struct.builder()
                .put("Arn", KmsKey.arnOf(key.account(), region, key.id()).toString())
                .put("Region", region.code())
                .build();
    }
}
