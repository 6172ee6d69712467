package dev.keyward.server.kms.importing;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.importing.TestingImports.aes;
import static dev.keyward.server.kms.importing.TestingImports.flipped;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportKeyMaterialTest {

    private static final Instant IN_A_DAY = TestingKeyward.START.plus(Duration.ofDays(1));

    private final TestingKms kms = new TestingKms();
    private final TestingImports imports = new TestingImports(kms);
    private final String id = imports.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void aKeyWaitsForItsMaterialAndCanThenBeUsed() {
        var waiting = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("PendingImport", waiting.requiredText("KeyState"));
        assertEquals(Optional.of(false), waiting.bool("Enabled"));
        assertEquals(Optional.empty(), waiting.text("ExpirationModel"));
        assertEquals(Optional.empty(), waiting.text("CurrentKeyMaterialId"));
        assertRefused(
                "KMSInvalidStateException",
                TestingKms.arn(id) + " is pending import.",
                () -> kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1}));

        var output = kms.call("ImportKeyMaterial", imports.request(id, aes(1)));

        assertEquals(TestingKms.arn(id).toString(), output.requiredText("KeyId"));
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("Enabled", metadata.requiredText("KeyState"));
        assertEquals("KEY_MATERIAL_DOES_NOT_EXPIRE", metadata.requiredText("ExpirationModel"));
        assertEquals(Optional.empty(), metadata.time("ValidTo"));
        assertEquals(
                output.requiredText("KeyMaterialId"),
                metadata.requiredText("CurrentKeyMaterialId"));
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1, 2})
                .requiredBlob("CiphertextBlob");
        assertArrayEquals(
                new byte[] {1, 2},
                kms.call("Decrypt", "CiphertextBlob", blob).requiredBlob("Plaintext"));
    }

    @ParameterizedTest
    @CsvSource({
        "RSAES_OAEP_SHA_1,RSA_2048",
        "RSAES_OAEP_SHA_1,RSA_3072",
        "RSAES_OAEP_SHA_256,RSA_3072",
        "RSAES_OAEP_SHA_256,RSA_4096"
    })
    void takesMaterialByEveryWayToWrapIt(String algorithm, String spec) {
        var parameters = imports.parameters(id, algorithm, spec);
        kms.call("ImportKeyMaterial", imports.request(id, parameters, algorithm, aes(1)));
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
    }

    @Test
    void anOlderTokenStaysGoodWhileItHasNotExpired() {
        var older = imports.parameters(id);
        imports.parameters(id);
        kms.advance(Duration.ofHours(24).minusMillis(1));
        kms.call("ImportKeyMaterial", imports.request(id, older, "RSAES_OAEP_SHA_256", aes(1)));
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
    }

    @Test
    void aTokenCanBeUsedAgain() {
        var parameters = imports.parameters(id);
        var request = imports.request(id, parameters, "RSAES_OAEP_SHA_256", aes(1));
        kms.call("ImportKeyMaterial", request);
        kms.call("ImportKeyMaterial", request);
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
    }

    @Test
    void refusesATokenThatHasExpired() {
        var request = imports.request(id, aes(1));
        kms.advance(Duration.ofHours(24));
        assertRefused(
                "ExpiredImportTokenException", "", () -> kms.call("ImportKeyMaterial", request));
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
    }

    @Test
    void refusesATokenOfAnotherKeyAndOneThatWasChanged() {
        var other = imports.createKey();
        var parameters = imports.parameters(other);
        assertRefused(
                "InvalidImportTokenException",
                "",
                () -> kms.call(
                        "ImportKeyMaterial",
                        imports.request(id, parameters, "RSAES_OAEP_SHA_256", aes(1))));
        var request = imports.request(id, aes(1));
        var token = (byte[]) request[3];
        for (var at = 0; at < token.length; at += 97) {
            request[3] = flipped(token, at);
            assertRefused(
                    "InvalidImportTokenException",
                    "",
                    () -> kms.call("ImportKeyMaterial", request));
        }
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
    }

    @Test
    void refusesMaterialThatWasChangedOrWrappedOtherwise() {
        var request = imports.request(id, aes(1));
        var wrapped = (byte[]) request[5];
        for (var at = 0; at < wrapped.length; at += 51) {
            request[5] = flipped(wrapped, at);
            assertInvalidCiphertext(request);
        }
        var parameters = imports.parameters(id);
        assertInvalidCiphertext(imports.request(id, parameters, "RSAES_OAEP_SHA_1", aes(1)));
        var other = imports.parameters(id).requiredBlob("PublicKey");
        request[5] = TestingImports.wrap(other, "RSAES_OAEP_SHA_256", aes(1));
        assertInvalidCiphertext(request);
        request[5] = aes(1);
        assertInvalidCiphertext(request);
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
    }

    private void assertInvalidCiphertext(Object[] request) {
        assertRefused(
                "InvalidCiphertextException", "", () -> kms.call("ImportKeyMaterial", request));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 31, 33, 64})
    void refusesSymmetricMaterialThatHasNot32Bytes(int length) {
        var request = imports.request(id, new byte[length]);
        assertIncorrect("the key material is none for the key spec SYMMETRIC_DEFAULT", request);
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
    }

    private void assertIncorrect(String text, Object... request) {
        assertRefused(
                "IncorrectKeyMaterialException",
                text,
                () -> kms.call("ImportKeyMaterial", request));
    }

    @Test
    void refusesAKeyWhoseMaterialWasMadeHere() {
        var own = kms.createKey();
        var request = imports.request(id, aes(1));
        request[1] = own;
        assertRefused(
                "UnsupportedOperationException",
                TestingKms.arn(own) + " origin is AWS_KMS which is not valid for this operation.",
                () -> kms.call("ImportKeyMaterial", request));
    }

    @Test
    void onlyTheSameMaterialCanComeAgainUnlessItIsToBeNew() {
        var first = imports.importInto(id, aes(1));
        assertEquals(first, imports.importInto(id, aes(1)));
        assertIncorrect(
                "the key material is none that was imported into the key before",
                imports.request(id, aes(2)));
        assertIncorrect(
                "the key material is already associated with the key",
                imports.request(id, aes(1), "ImportType", "NEW_KEY_MATERIAL"));
        assertEquals(Optional.of(first), kms.stored(id).currentMaterialId());
    }

    @Test
    void nothingCanComeAgainBeforeAnythingCame() {
        assertIncorrect(
                "the key material is none that was imported into the key before",
                imports.request(id, aes(1), "ImportType", "EXISTING_KEY_MATERIAL"));
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
    }

    @Test
    void theSameMaterialHasAnotherIdInAnotherKey() {
        assertNotEquals(
                imports.importInto(id, aes(1)), imports.importInto(imports.createKey(), aes(1)));
    }

    @Test
    void theIdThatIsGivenMustBeThatOfTheMaterial() {
        var first = imports.importInto(id, aes(1));
        imports.importInto(id, aes(1), "KeyMaterialId", first);
        assertIncorrect(
                "the key material has not the KeyMaterialId that was given",
                imports.request(id, aes(2), "KeyMaterialId", first));
        assertRefused(
                "ValidationException",
                "KeyMaterialId cannot be given with the ImportType NEW_KEY_MATERIAL",
                () -> imports.importInto(
                        id, aes(2), "KeyMaterialId", first, "ImportType", "NEW_KEY_MATERIAL"));
    }

    @Test
    void newMaterialWaitsForItsRotation() {
        var first = imports.importInto(id, aes(1));
        var blob = kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {3})
                .requiredBlob("CiphertextBlob");
        var second = imports.importInto(id, aes(2), "ImportType", "NEW_KEY_MATERIAL");
        assertEquals(Optional.of(first), kms.stored(id).currentMaterialId());

        kms.call("RotateKeyOnDemand", "KeyId", id);

        assertEquals(Optional.of(second), kms.stored(id).currentMaterialId());
        assertEquals(
                first, kms.call("Decrypt", "CiphertextBlob", blob).requiredText("KeyMaterialId"));
        var moved = kms.call("ReEncrypt", "CiphertextBlob", blob, "DestinationKeyId", id);
        assertEquals(first, moved.requiredText("SourceKeyMaterialId"));
        assertEquals(second, moved.requiredText("DestinationKeyMaterialId"));
        assertRefused(
                "KMSInvalidStateException",
                "No available key material pending rotation for the key: " + TestingKms.arn(id)
                        + ".",
                () -> kms.call("RotateKeyOnDemand", "KeyId", id));
    }

    @Test
    void onlyOneMaterialCanWait() {
        imports.importInto(id, aes(1));
        var second = imports.importInto(id, aes(2), "ImportType", "NEW_KEY_MATERIAL");
        var refusal = assertThrows(
                ServiceException.class,
                () -> imports.importInto(id, aes(3), "ImportType", "NEW_KEY_MATERIAL"));
        var text = refusal.text().orElseThrow();
        assertTrue(
                text.matches(
                        "New key material \\(id: [0-9a-f]{64}\\) cannot be imported into KMS key "
                                + TestingKms.arn(id) + ", because another key material \\(id: "
                                + second
                                + "\\) is pending rotation\\."),
                text);
    }

    @Test
    void keepsADescriptionUntilAnotherIsGiven() {
        imports.importInto(id, aes(1), "KeyMaterialDescription", "from the vault");
        assertEquals("from the vault", shown().requiredText("KeyMaterialDescription"));
        imports.importInto(id, aes(1));
        assertEquals("from the vault", shown().requiredText("KeyMaterialDescription"));
        imports.importInto(id, aes(1), "KeyMaterialDescription", "again");
        assertEquals("again", shown().requiredText("KeyMaterialDescription"));
    }

    private Struct shown() {
        return kms.call("ListKeyRotations", "KeyId", id, "IncludeKeyMaterial", "ALL_KEY_MATERIAL")
                .structs("Rotations")
                .getFirst();
    }

    @Test
    void materialThatExpiresNeedsADateAndNoOtherHasOne() {
        var request = imports.request(id, aes(1));
        for (var index = 0; index < request.length; index++) {
            if (request[index].equals(TestingImports.NEVER)) {
                request[index] = "KEY_MATERIAL_EXPIRES";
            }
        }
        assertRefused(
                "ValidationException",
                "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES",
                () -> kms.call("ImportKeyMaterial", request));
        assertRefused(
                "ValidationException",
                "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE",
                () -> imports.importInto(
                        id,
                        aes(1),
                        "ValidTo",
                        Document.of(IN_A_DAY),
                        "ExpirationModel",
                        TestingImports.NEVER));
    }

    @Test
    void aDateMustBeAheadByAYearAtMost() {
        var now = TestingKeyward.START;
        assertRefused(
                "ValidationException",
                "ValidTo must be in the future",
                () -> imports.importInto(id, aes(1), "ValidTo", Document.of(now)));
        assertRefused(
                "ValidationException",
                "ValidTo must be at most 365 days from now",
                () -> imports.importInto(
                        id,
                        aes(1),
                        "ValidTo",
                        Document.of(now.plus(Duration.ofDays(365)).plusMillis(1))));
        imports.importInto(id, aes(1), "ValidTo", Document.of(now.plus(Duration.ofDays(365))));
        var metadata = TestingKms.metadata(kms.call("DescribeKey", "KeyId", id));
        assertEquals("KEY_MATERIAL_EXPIRES", metadata.requiredText("ExpirationModel"));
        assertEquals(Optional.of(now.plus(Duration.ofDays(365))), metadata.time("ValidTo"));
    }

    @Test
    void comingAgainReplacesTheDate() {
        imports.importInto(id, aes(1), "ValidTo", Document.of(IN_A_DAY));
        imports.importInto(id, aes(1));
        kms.advance(Duration.ofDays(2));
        kms.call("Encrypt", "KeyId", id, "Plaintext", new byte[] {1});
    }

    @Test
    void aDisabledKeyStaysDisabled() {
        imports.importInto(id, aes(1));
        kms.call("DisableKey", "KeyId", id);
        imports.importInto(id, aes(1));
        assertEquals(KeyState.DISABLED, kms.stored(id).state());
    }

    @Test
    void policiesSeeWhetherAndWhenItExpires() {
        var user = kms.keyward().user("importer");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                  "Action": "kms:ImportKeyMaterial", "Resource": "*", "Condition": {
                    "StringEquals": {"kms:ExpirationModel": "KEY_MATERIAL_EXPIRES"},
                    "NumericLessThanEquals": {"kms:ValidTo": "%s"}}}}""".formatted(IN_A_DAY.getEpochSecond()));
        assertThrows(
                ServiceException.class,
                () -> kms.callAs(user, "ImportKeyMaterial", imports.request(id, aes(1))));
        assertThrows(
                ServiceException.class,
                () -> kms.callAs(
                        user,
                        "ImportKeyMaterial",
                        imports.request(
                                id,
                                aes(1),
                                "ExpirationModel",
                                "KEY_MATERIAL_EXPIRES",
                                "ValidTo",
                                Document.of(IN_A_DAY.plusSeconds(1)))));
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
        kms.callAs(
                user,
                "ImportKeyMaterial",
                imports.request(
                        id,
                        aes(1),
                        "ExpirationModel",
                        "KEY_MATERIAL_EXPIRES",
                        "ValidTo",
                        Document.of(IN_A_DAY)));
        assertEquals(KeyState.ENABLED, kms.stored(id).state());
    }

    @Test
    void isNotForAnotherAccount() {
        kms.call(
                "PutKeyPolicy",
                "KeyId",
                id,
                "Policy",
                TestingKms.policy(
                        TestingKms.allowTo(TestingKeyward.OTHER_ACCOUNT.value(), "kms:*")));
        var request = imports.request(id, aes(1));
        request[1] = TestingKms.arn(id).toString();
        assertThrows(
                ServiceException.class, () -> kms.callFromElsewhere("ImportKeyMaterial", request));
        assertEquals(KeyState.PENDING_IMPORT, kms.stored(id).state());
    }
}
