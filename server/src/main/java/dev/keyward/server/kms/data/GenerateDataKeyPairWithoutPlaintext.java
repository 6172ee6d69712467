package dev.keyward.server.kms.data;

import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Operation;

/**
 * Makes a data key pair and answers with its public key and with the private key's ciphertext only.
 *
 * <p>Source: KMS API Reference, "GenerateDataKeyPairWithoutPlaintext".
 */
public final class GenerateDataKeyPairWithoutPlaintext {

    private GenerateDataKeyPairWithoutPlaintext() {}

    public static Operation<?> of(KmsOperationsTable table, DataKeyPairs pairs) {
        return pairs.operation(
                table.row("GenerateDataKeyPairWithoutPlaintext"), (pair, recipient, answer) -> {});
    }
}
