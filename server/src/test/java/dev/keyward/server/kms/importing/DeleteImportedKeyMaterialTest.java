package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.importing.TestingImports.aes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.crypto.MaterialId;
import dev.keyward.crypto.SymmetricMaterial;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeleteImportedKeyMaterialTest {

    private final TestingKms kms = new TestingKms();
    private final TestingImports imports = new TestingImports(kms);
    private final String id = imports.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    private byte[] encrypt() {
        return kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {5})
                .requiredBlob("CiphertextBlob");
    }

    private List<Struct> materials() {
        return kms.call("ListKeyRotations", "KeyId", id, "IncludeKeyMaterial", "ALL_KEY_MATERIAL")
                .structs("Rotations");
    }

    private void assertPendingImport() {
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                this::encrypt);
    }

    @Test
    void makesTheKeyWaitForTheSameMaterial() {
        var material = imports.importInto(id, aes(1));
        var blob = encrypt();
        var output = kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertEquals(
                TestingKms.struct(
                        "KeyId", TestingKms.arn(id).toString(), "KeyMaterialId", material),
                output);
        assertPendingImport();
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("PendingImport", metadata.requiredText("KeyState"));
        assertEquals(material, metadata.requiredText("CurrentKeyMaterialId"));
        assertEquals(Optional.empty(), metadata.text("ExpirationModel"));
        assertEquals("PENDING_IMPORT", materials().getFirst().requiredText("ImportState"));

        assertThrows(ServiceException.class, () -> imports.importInto(id, aes(2)));
        assertEquals(material, imports.importInto(id, aes(1)));
        assertArrayEquals(
                new byte[] {5},
                kms.call("Decrypt", "CiphertextBlob", blob).requiredBlob("Plaintext"));
    }

    @Test
    void zeroesWhatIsInMemory() {
        var material = new MaterialId(imports.importInto(id, aes(1)));
        encrypt();
        var key = kms.stored(id);
        var opened = kms.keyward()
                .store()
                .read(snapshot -> kms.keyward()
                        .openedMaterials()
                        .find(key, material, SymmetricMaterial.class, snapshot))
                .orElseThrow();
        kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertThrows(IllegalStateException.class, () -> opened.secret().use(bytes -> 0));
    }

    @Test
    void anyOfSeveralMaterialsIsNeeded() {
        var first = imports.importInto(id, aes(1));
        var blob = encrypt();
        var second = imports.importInto(id, aes(2), "ImportType", "NEW_KEY_MATERIAL");
        kms.call("RotateKeyOnDemand", "KeyId", id);

        var output = kms.call("DeleteImportedKeyMaterial", "KeyId", id, "KeyMaterialId", first);
        assertEquals(first, output.requiredText("KeyMaterialId"));
        assertPendingImport();
        kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        imports.importInto(id, aes(1));
        assertPendingImport();
        imports.importInto(id, aes(2));

        assertEquals(Optional.of(second), kms.stored(id).currentMaterialId());
        assertEquals(
                first, kms.call("Decrypt", "CiphertextBlob", blob).requiredText("KeyMaterialId"));
    }

    @Test
    void materialThatWaitsForItsRotationIsForgotten() {
        imports.importInto(id, aes(1));
        var second = imports.importInto(id, aes(2), "ImportType", "NEW_KEY_MATERIAL");
        kms.call("DeleteImportedKeyMaterial", "KeyId", id, "KeyMaterialId", second);
        encrypt();
        assertEquals(1, materials().size());
        var third = imports.importInto(id, aes(3), "ImportType", "NEW_KEY_MATERIAL");
        kms.call("RotateKeyOnDemand", "KeyId", id);
        assertEquals(Optional.of(third), kms.stored(id).currentMaterialId());
    }

    @Test
    void nothingHappensWhereNothingIs() {
        assertEquals(
                TestingKms.struct("KeyId", TestingKms.arn(id).toString()),
                kms.call("DeleteImportedKeyMaterial", "KeyId", id));
        imports.importInto(id, aes(1));
        var once = kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertEquals(once, kms.call("DeleteImportedKeyMaterial", "KeyId", id));
    }

    @Test
    void refusesAMaterialThatTheKeyNeverHad() {
        imports.importInto(id, aes(1));
        var unknown = "0".repeat(64);
        assertRefused(
                "NotFoundException",
                "Key material '" + unknown + "' does not exist",
                () -> kms.call("DeleteImportedKeyMaterial", "KeyId", id, "KeyMaterialId", unknown));
        encrypt();
    }

    @Test
    void refusesAKeyWhoseMaterialWasMadeHere() {
        var own = kms.createKey();
        assertRefused(
                "UnsupportedOperationException",
                TestingKms.arn(own) + " origin is AWS_KMS which is not valid for this operation.",
                () -> kms.call("DeleteImportedKeyMaterial", "KeyId", own));
        kms.call("Encrypt", "KeyId", own, "Plaintext", new byte[] {1});
    }

    @Test
    void aKeyThatWaitsToBeDeletedGoesOnWaitingAndHasNoMaterialAfterwards() {
        imports.importInto(id, aes(1));
        kms.call("ScheduleKeyDeletion", "KeyId", id);
        kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertEquals(KeyState.PENDING_DELETION, kms.stored(id).state());
        kms.call("CancelKeyDeletion", "KeyId", id);
        assertPendingImport();
        imports.importInto(id, aes(1));
        encrypt();
    }

    @Test
    void aDisabledKeyWaitsForItsMaterialToo() {
        imports.importInto(id, aes(1));
        kms.call("DisableKey", "KeyId", id);
        kms.call("DeleteImportedKeyMaterial", "KeyId", id);
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                () -> kms.call("EnableKey", "KeyId", id));
    }

    @Test
    void isNotForAnotherAccount() {
        imports.importInto(id, aes(1));
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(
                        TestingKms.allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:*")));
        assertThrows(
                ServiceException.class,
                () -> kms.callFromElsewhere(
                        "DeleteImportedKeyMaterial", "KeyId", TestingKms.arn(id).toString()));
        encrypt();
    }
}
