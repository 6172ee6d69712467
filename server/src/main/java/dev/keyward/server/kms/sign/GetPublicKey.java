package dev.keyward.server.kms.sign;

import dev.keyward.crypto.AsymmetricMaterial;
import dev.keyward.server.kms.common.KeyMetadata;
import dev.keyward.server.kms.common.KeyReading;
import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.material.OpenedMaterials;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

/**
 * Gives the public key of a key pair, as SubjectPublicKeyInfo in DER. A key without one is refused
 * with {@code UnsupportedOperationException}.
 *
 * <p>Source: KMS API Reference, "GetPublicKey".
 */
public final class GetPublicKey {

    private GetPublicKey() {}

    public static Operation<?> of(KmsOperationsTable table, OpenedMaterials materials) {
        return KeyReading.of(
                table.row("GetPublicKey"), (key, snapshot) -> perform(key, materials, snapshot));
    }

    private static Struct perform(KmsKey key, OpenedMaterials materials, Snapshot snapshot) {
        KeyStates.requireUsable(key);
        if (!key.spec().isAsymmetric()) {
            throw CommonError.UNSUPPORTED_OPERATION.withoutMessage();
        }
        var material = materials.current(key, AsymmetricMaterial.class, snapshot);
        var answer = Struct.builder()
                .put("KeyId", key.arn().toString())
                .put("PublicKey", material.publicKey())
                .put("CustomerMasterKeySpec", key.spec().name())
                .put("KeySpec", key.spec().name())
                .put("KeyUsage", key.usage().name());
        KeyMetadata.addAlgorithms(key, answer);
        return answer.build();
    }
}
