package dev.keyward.server.store;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.LastUse;

import java.time.Instant;
import java.util.Optional;

/** When each KMS key was last used. They are deleted with their keys. */
public interface LastUses {

    /** The last recorded use of a key. */
    Optional<LastUse> find(Arn keyArn);

    /** Since when uses have been recorded; empty until {@link Writer#begin}. */
    Optional<Instant> began();

    /** Writes uses. */
    interface Writer extends LastUses {

        /** Records that uses are recorded from {@code now} on. Once only. */
        void begin(Instant now);

        /** Records a use, unless a later one is recorded already or the key is not there any more. */
        void put(LastUse use);
    }
}
