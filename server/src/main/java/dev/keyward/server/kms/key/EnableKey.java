package dev.keyward.server.kms.key;

import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyWriting;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

/**
 * Lets a disabled key be used again.
 *
 * <p>Source: KMS API Reference, "EnableKey".
 */
public final class EnableKey {

    private EnableKey() {}

    public static Operation<?> of(KmsOperationsTable table) {
        return KeyWriting.of(table.row("EnableKey"), EnableKey::perform);
    }

    private static Struct perform(KmsKey key, Transaction transaction) {
        KeyStates.requireSwitchable(key);
        transaction.keys().update(key.withState(KeyState.ENABLED));
        return Struct.empty();
    }
}
