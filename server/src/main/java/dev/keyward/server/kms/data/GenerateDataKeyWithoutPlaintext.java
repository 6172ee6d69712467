package dev.keyward.server.kms.data;

import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Struct;

/**
 * Makes a data key for later and answers with its ciphertext only.
 *
 * <p>Source: KMS API Reference, "GenerateDataKeyWithoutPlaintext".
 */
public final class GenerateDataKeyWithoutPlaintext {

    private GenerateDataKeyWithoutPlaintext() {}

    public static Operation<?> of(KmsOperationsTable table, DataKeys dataKeys) {
        return dataKeys.operation(
                table.row("GenerateDataKeyWithoutPlaintext"),
                GenerateDataKeyWithoutPlaintext::answer);
    }

    private static Struct answer(KmsKey key, DataKeys.DataKey made, Recipient nobody) {
        return Struct.builder()
                .put("CiphertextBlob", made.sealed().blob())
                .put("KeyId", key.arn().toString())
                .putText("KeyMaterialId", made.sealed().material())
                .build();
    }
}
