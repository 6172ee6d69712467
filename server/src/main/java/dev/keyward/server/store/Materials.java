package dev.keyward.server.store;

import dev.keyward.policy.Arn;
import dev.keyward.server.model.KeyMaterialEntry;
import dev.keyward.server.model.SealedMaterial;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The materials of KMS keys: what is known of each, and the sealed bytes of those that are here. */
public interface Materials {

    /** The bytes of one material; empty if the key has no such material, or its bytes are gone. */
    Optional<SealedMaterial> find(Arn keyArn, String materialId);

    /** Every material that a key has or had, the oldest first. */
    List<KeyMaterialEntry> list(Arn keyArn);

    /** Materials that are here and expire at {@code now} or before, at most {@code limit}. */
    List<KeyMaterialEntry> dueForExpiry(Instant now, int limit);

    /** Writes materials. */
    interface Writer extends Materials {

        /** Adds a material with its bytes. */
        void insert(KeyMaterialEntry entry, byte[] sealed);

        /** Adds a material whose bytes are not here, as they are of one that was erased. */
        void insertMissing(KeyMaterialEntry entry);

        /** Replaces what is known of a material, but not its bytes. */
        void update(KeyMaterialEntry entry);

        /** Brings back the bytes of a material that were erased, and replaces what is known of it. */
        void restore(KeyMaterialEntry entry, byte[] sealed);

        /** Destroys the bytes of a material for good; it stays known that the key had it. */
        void erase(Arn keyArn, String materialId);

        /** Destroys a material with all that is known of it. */
        void delete(Arn keyArn, String materialId);
    }
}
