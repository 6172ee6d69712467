package dev.keyward.server.kms.sign;

import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.service.Operation;

/**
 * Makes the MAC of a message of 1 to 4,096 bytes.
 *
 * <p>Source: KMS API Reference, "GenerateMac".
 */
public final class GenerateMac {

    private GenerateMac() {}

    public static Operation<?> of(KmsOperationsTable table, Macs macs) {
        return macs.operation(
                table.row("GenerateMac"),
                (hmac, material, request, answer) ->
                        answer.put("Mac", hmac.generate(material, request.message())));
    }
}
