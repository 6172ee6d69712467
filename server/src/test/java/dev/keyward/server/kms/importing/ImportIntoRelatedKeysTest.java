package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.OTHER_REGION;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.importing.TestingImports.aes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.Region;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Imported material is imported into each of the related keys, which know of each other's. */
final class ImportIntoRelatedKeysTest {

    private static final String WAITS_EVERYWHERE = "PENDING_ROTATION";
    private static final String NOT_EVERYWHERE = "PENDING_MULTI_REGION_IMPORT_AND_ROTATION";

    private final TestingKms kms = new TestingKms();
    private final TestingImports imports = new TestingImports(kms);
    private final String id = imports.createKey("MultiRegion", true);

    @BeforeEach
    void replicate() {
        imports.importInto(id, aes(1));
        kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", OTHER_REGION.code());
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private String importIntoReplica(byte[] material, String... more) {
        var parameters = kms.callIn(
                OTHER_REGION,
                "GetParametersForImport",
                "KeyId",
                id,
                "WrappingAlgorithm",
                "RSAES_OAEP_SHA_256",
                "WrappingKeySpec",
                "RSA_2048");
        var request =
                imports.request(id, parameters, "RSAES_OAEP_SHA_256", material, (Object[]) more);
        return kms.callIn(OTHER_REGION, "ImportKeyMaterial", request).requiredText("KeyMaterialId");
    }

    private String importNew(byte[] material) {
        return imports.importInto(id, material, "ImportType", "NEW_KEY_MATERIAL");
    }

    private List<String> states(Region region) {
        var states = new ArrayList<String>();
        for (var entry : kms.callIn(
                        region,
                        "ListKeyRotations",
                        "KeyId",
                        id,
                        "IncludeKeyMaterial",
                        "ALL_KEY_MATERIAL")
                .structs("Rotations")) {
            states.add(entry.requiredText("KeyMaterialState") + " "
                    + entry.requiredText("ImportState"));
        }
        return states;
    }

    private List<String> statesHere() {
        return states(TestingKeyward.REGION);
    }

    private List<String> statesThere() {
        return states(OTHER_REGION);
    }

    private Struct encryptThere() {
        return kms.callIn(OTHER_REGION, "Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
    }

    @Test
    void aReplicaTakesWhatItsPrimaryHasAndNothingElse() {
        assertEquals(List.of("CURRENT PENDING_IMPORT"), statesThere());
        assertRefused(
                "IncorrectKeyMaterialException",
                "the key material is none that was imported into the key before",
                () -> importIntoReplica(aes(2)));
        assertEquals(kms.stored(id).currentMaterialId(), Optional.of(importIntoReplica(aes(1))));
        var blob = encryptThere().requiredBlob("CiphertextBlob");
        kms.call("Decrypt", "CiphertextBlob", blob);
        assertRefused(
                "UnsupportedOperationException",
                TestingKms.arnIn(OTHER_REGION, id) + " is not a multi-region primary key.",
                () -> importIntoReplica(aes(2), "ImportType", "NEW_KEY_MATERIAL"));
    }

    @Test
    void aTokenIsForTheKeyOfOneRegion() {
        var request = imports.request(id, aes(1));
        assertRefused(
                "InvalidImportTokenException",
                "",
                () -> kms.callIn(OTHER_REGION, "ImportKeyMaterial", request));
    }

    @Test
    void newMaterialIsRotatedToOnceEveryKeyHasIt() {
        importIntoReplica(aes(1));
        var second = importNew(aes(2));
        assertEquals(List.of("CURRENT IMPORTED", NOT_EVERYWHERE + " IMPORTED"), statesHere());
        assertEquals(
                List.of("CURRENT IMPORTED", NOT_EVERYWHERE + " PENDING_IMPORT"), statesThere());
        encryptThere();
        assertRefused(
                "KMSInvalidStateException",
                "No available key material pending rotation for the key: " + TestingKms.arn(id)
                        + ".",
                () -> kms.call("RotateKeyOnDemand", "KeyId", id));

        importIntoReplica(aes(2));
        assertEquals(List.of("CURRENT IMPORTED", WAITS_EVERYWHERE + " IMPORTED"), statesHere());
        kms.call("RotateKeyOnDemand", "KeyId", id);

        assertEquals(List.of("NON_CURRENT IMPORTED", "CURRENT IMPORTED"), statesHere());
        assertEquals(statesHere(), statesThere());
        assertEquals(Optional.of(second), kms.stored(id).currentMaterialId());
        var opened = kms.call(
                "Decrypt", "CiphertextBlob", encryptThere().requiredBlob("CiphertextBlob"));
        assertEquals(second, opened.requiredText("KeyMaterialId"));
    }

    @Test
    void whatThePrimaryGivesUpIsGivenUpEverywhere() {
        importIntoReplica(aes(1));
        var second = importNew(aes(2));
        importIntoReplica(aes(2));
        kms.call("DeleteImportedKeyMaterial", "KeyId", id, "KeyMaterialId", second);
        assertEquals(List.of("CURRENT IMPORTED"), statesHere());
        assertEquals(List.of("CURRENT IMPORTED"), statesThere());
        importNew(aes(3));
    }

    @Test
    void whatAReplicaLosesIsItsOwnLoss() {
        importIntoReplica(aes(1));
        var second = importNew(aes(2));
        importIntoReplica(aes(2));
        kms.callIn(OTHER_REGION, "DeleteImportedKeyMaterial", "KeyId", id, "KeyMaterialId", second);
        assertEquals(List.of("CURRENT IMPORTED", NOT_EVERYWHERE + " IMPORTED"), statesHere());
        kms.callIn(OTHER_REGION, "DeleteImportedKeyMaterial", "KeyId", id);
        assertEquals(
                KeyState.PENDING_IMPORT,
                kms.stored(TestingKms.arnIn(OTHER_REGION, id)).state());
        kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
    }

    @Test
    void aNewReplicaMustHaveWhatWaitsToo() {
        importIntoReplica(aes(1));
        importNew(aes(2));
        importIntoReplica(aes(2));
        kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", "ap-south-1");
        assertEquals(List.of("CURRENT IMPORTED", NOT_EVERYWHERE + " IMPORTED"), statesHere());
        assertEquals(statesHere(), statesThere());
    }
}
