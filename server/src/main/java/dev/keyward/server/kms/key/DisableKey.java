package dev.keyward.server.kms.key;

import dev.keyward.server.kms.common.KeyStates;
import dev.keyward.server.kms.common.KeyWriting;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.usage.UsageTracking;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Transaction;
import dev.keyward.wire.Struct;

/**
 * Keeps a key from being used until it is enabled again.
 *
 * <p>Source: KMS API Reference, "DisableKey".
 */
public final class DisableKey {

    private DisableKey() {}

    public static Operation<?> of(KmsOperationsTable table, UsageTracking tracking) {
        return KeyWriting.of(table.row("DisableKey"), DisableKey::perform)
                .bringing(tracking::withTrailingDays);
    }

    private static Struct perform(KmsKey key, Transaction transaction) {
        KeyStates.requireSwitchable(key);
        transaction.keys().update(key.withState(KeyState.DISABLED));
        return Struct.empty();
    }
}
