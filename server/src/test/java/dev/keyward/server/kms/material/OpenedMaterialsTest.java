package dev.keyward.server.kms.material;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.HmacMaterial;
import dev.keyward.crypto.KeyMaterial;
import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.crypto.wrap.KeyMaterials;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KmsKey;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpenedMaterialsTest {

    private final TestingKms kms = new TestingKms();
    private final KmsKey key = kms.stored(kms.createKey());
    private final OpenedMaterials materials = of(kms.keyward().rootKey());

    private static OpenedMaterials of(RootKey root) {
        return new OpenedMaterials(new KeyMaterials(root, Providers.best(), new TestingRandom()));
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private SymmetricMaterial current(OpenedMaterials from, KmsKey of) {
        return kms.keyward()
                .store()
                .read(snapshot -> from.current(of, SymmetricMaterial.class, snapshot));
    }

    @Test
    void opensEachMaterialOnce() {
        var opened = current(materials, key);
        assertEquals(key.currentMaterialId(), Optional.of(opened.id().value()));
        assertSame(opened, current(materials, key));
    }

    @Test
    void zeroesAndDropsWhatIsForgottenAndNothingElse() {
        var other = kms.stored(kms.createKey());
        var kept = current(materials, other);
        var forgotten = current(materials, key);
        materials.forget(key.arn());
        assertThrows(IllegalStateException.class, () -> forgotten.secret().use(bytes -> 0));
        assertSame(kept, current(materials, other));
        assertNotSame(forgotten, current(materials, key));
    }

    @Test
    void knowsNoMaterialThatTheKeyNeverHad() {
        var unknown = new MaterialId("0".repeat(64));
        assertEquals(Optional.empty(), found(unknown, SymmetricMaterial.class));
    }

    private <M extends KeyMaterial> Optional<M> found(MaterialId id, Class<M> kind) {
        return kms.keyward().store().read(snapshot -> materials.find(key, id, kind, snapshot));
    }

    @Test
    void givesNoMaterialOutAsAnotherKind() {
        var id = new MaterialId(key.currentMaterialId().orElseThrow());
        assertTrue(found(id, SymmetricMaterial.class).isPresent());
        assertThrows(IllegalStateException.class, () -> found(id, HmacMaterial.class));
    }

    @Test
    void forgetsOneMaterialAndFindsItNoMoreOnceItIsErased() {
        var opened = current(materials, key);
        var id = opened.id();
        kms.keyward().store().write(transaction -> {
            transaction.materials().erase(key.arn(), id.value());
            return 0;
        });
        assertEquals(Optional.empty(), found(id, SymmetricMaterial.class));
        materials.forget(key.arn(), "0".repeat(64));
        assertEquals(Integer.valueOf(32), opened.secret().use(bytes -> bytes.length));
        materials.forget(key.arn(), id.value());
        assertThrows(IllegalStateException.class, () -> opened.secret().use(bytes -> 0));
    }

    @Test
    void opensNothingUnderAnotherRootKey() {
        var stranger = of(RootKey.generate(Providers.best(), length -> {
            var bytes = new byte[length];
            bytes[0] = 1;
            return bytes;
        }));
        assertThrows(IllegalStateException.class, () -> current(stranger, key));
    }

    @Test
    void opensNoMaterialOfAKeyThatHasNone() {
        var empty = key.but().currentMaterialId(Optional.empty()).key();
        assertThrows(IllegalStateException.class, () -> current(materials, empty));
    }
}
