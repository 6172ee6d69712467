package dev.keyward.server.kms.sign;

import dev.keyward.server.kms.common.KmsError;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Operation;

/**
 * Tells whether a MAC is that of a message. A wrong one is an error, {@code KMSInvalidMacException},
 * without a message.
 *
 * <p>Source: KMS API Reference, "VerifyMac".
 */
public final class VerifyMac {

    private VerifyMac() {}

    public static Operation<?> of(KmsOperationsTable table, Macs macs) {
        return macs.operation(table.row("VerifyMac"), (hmac, material, request, answer) -> {
            if (!hmac.verify(material, request.message(), request.mac().orElseThrow())) {
                throw KmsError.INVALID_MAC.withoutMessage();
            }
            answer.put("MacValid", true);
        });
    }
}
