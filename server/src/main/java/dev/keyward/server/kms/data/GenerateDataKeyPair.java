package dev.keyward.server.kms.data;

import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Operation;

/**
 * Makes a data key pair and answers with both keys and with the private key's ciphertext.
 *
 * <p>Source: KMS API Reference, "GenerateDataKeyPair".
 */
public final class GenerateDataKeyPair {

    private GenerateDataKeyPair() {}

    public static Operation<?> of(KmsOperationsTable table, DataKeyPairs pairs) {
        return pairs.operation(
                table.row("GenerateDataKeyPair"),
                (pair, recipient, answer) ->
                        recipient.answer(answer, "PrivateKeyPlaintext", pair.privateKey()));
    }
}
