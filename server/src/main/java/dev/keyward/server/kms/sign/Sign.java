package dev.keyward.server.kms.sign;

import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Operation;

/**
 * Signs a message of 1 to 4,096 bytes, a digest, or the mu of ML-DSA.
 *
 * <p>Source: KMS API Reference, "Sign".
 */
public final class Sign {

    private Sign() {}

    public static Operation<?> of(KmsOperationsTable table, Signatures signatures) {
        return signatures.operation(
                table.row("Sign"),
                (signing, material, input, _, answer) ->
                        answer.put("Signature", signing.sign(material, input)));
    }
}
