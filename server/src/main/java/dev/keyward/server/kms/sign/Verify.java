package dev.keyward.server.kms.sign;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Operation;

/**
 * Tells whether a signature is one of a message by the key. A wrong one is an error, {@code
 * KMSInvalidSignatureException}, without a message.
 *
 * <p>Source: KMS API Reference, "Verify".
 */
public final class Verify {

    private Verify() {}

    public static Operation<?> of(KmsOperationsTable table, Signatures signatures) {
        return signatures.operation(
                table.row("Verify"), (signing, material, input, signature, answer) -> {
                    if (!signing.verify(material, input, signature.orElseThrow())) {
                        throw KmsError.INVALID_SIGNATURE.withoutMessage();
                    }
                    answer.put("SignatureValid", true);
                });
    }
}
