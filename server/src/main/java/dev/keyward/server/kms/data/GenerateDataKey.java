package dev.keyward.server.kms.data;

import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.Recipient;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Struct;

/**
 * Makes a data key and answers with it and with its ciphertext.
 *
 * <p>Source: KMS API Reference, "GenerateDataKey".
 */
public final class GenerateDataKey {

    private GenerateDataKey() {}

    public static Operation<?> of(KmsOperationsTable table, DataKeys dataKeys) {
        return dataKeys.operation(table.row("GenerateDataKey"), GenerateDataKey::answer);
    }

    private static Struct answer(KmsKey key, DataKeys.DataKey made, Recipient recipient) {
        var answer = Struct.builder().put("CiphertextBlob", made.sealed().blob());
        recipient.answer(answer, "Plaintext", made.plaintext());
        return answer.put("KeyId", key.arn().toString())
                .putText("KeyMaterialId", made.sealed().material())
                .build();
    }
}
