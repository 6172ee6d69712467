package dev.keyward.server.kms.key;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowing;
import static dev.keyward.server.kms.TestingKms.metadata;
import static dev.keyward.server.kms.TestingKms.policy;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Page;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateKeyTest {

    private final TestingKms kms = new TestingKms();

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void answersWithEveryMemberThatKmsAnswersWith() {
        var metadata = metadata(kms.call("CreateKey", "Description", "for tests"));
        var id = metadata.requiredText("KeyId");
        assertTrue(
                id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
                id);
        assertEquals(TestingKms.arn(id).toString(), metadata.requiredText("Arn"));
        assertEquals("123456789012", metadata.requiredText("AWSAccountId"));
        assertEquals(Optional.of(TestingKeyward.START), metadata.time("CreationDate"));
        assertEquals("for tests", metadata.requiredText("Description"));
        assertEquals(Optional.of(true), metadata.bool("Enabled"));
        assertEquals("Enabled", metadata.requiredText("KeyState"));
        assertEquals("ENCRYPT_DECRYPT", metadata.requiredText("KeyUsage"));
        assertEquals("SYMMETRIC_DEFAULT", metadata.requiredText("KeySpec"));
        assertEquals("SYMMETRIC_DEFAULT", metadata.requiredText("CustomerMasterKeySpec"));
        assertEquals(List.of("SYMMETRIC_DEFAULT"), metadata.texts("EncryptionAlgorithms"));
        assertEquals("AWS_KMS", metadata.requiredText("Origin"));
        assertEquals("CUSTOMER", metadata.requiredText("KeyManager"));
        assertEquals(Optional.of(false), metadata.bool("MultiRegion"));
        assertTrue(metadata.requiredText("CurrentKeyMaterialId").matches("[0-9a-f]{64}"));
        assertFalse(metadata.has("DeletionDate"));
        assertFalse(metadata.has("MultiRegionConfiguration"));
    }

    @Test
    void neverMakesTheSameKeyTwice() {
        var one = metadata(kms.call("CreateKey"));
        var other = metadata(kms.call("CreateKey"));
        assertNotEquals(one.requiredText("KeyId"), other.requiredText("KeyId"));
        assertNotEquals(
                one.requiredText("CurrentKeyMaterialId"),
                other.requiredText("CurrentKeyMaterialId"));
    }

    @Test
    void makesAMultiRegionKeyAPrimaryKeyWithoutReplicas() {
        var metadata = metadata(kms.call("CreateKey", "MultiRegion", true));
        var id = metadata.requiredText("KeyId");
        assertTrue(id.matches("mrk-[0-9a-f]{32}"), id);
        var configuration = metadata.struct("MultiRegionConfiguration").orElseThrow();
        assertEquals("PRIMARY", configuration.requiredText("MultiRegionKeyType"));
        assertEquals(List.of(), configuration.structs("ReplicaKeys"));
        var primary = configuration.struct("PrimaryKey").orElseThrow();
        assertEquals(TestingKms.arn(id).toString(), primary.requiredText("Arn"));
        assertEquals("eu-central-1", primary.requiredText("Region"));
        var sealed = kms.call("GenerateDataKey", "KeyId", id, "NumberOfBytes", 8);
        assertEquals(
                metadata.requiredText("CurrentKeyMaterialId"),
                sealed.requiredText("KeyMaterialId"));
    }

    @Test
    void keepsTheTags() {
        var id = kms.createKey("Tags", List.of(tag("b", "2"), tag("a", "")));
        assertEquals(Map.of("a", "", "b", "2"), kms.stored(id).tags());
    }

    @Test
    void storesNothingReadableOfTheMaterial() {
        var id = kms.createKey();
        var key = kms.stored(id);
        var sealed = kms.keyward()
                .store()
                .read(snapshot -> snapshot.materials()
                        .find(key.arn(), key.currentMaterialId().orElseThrow()))
                .orElseThrow();
        assertTrue(sealed.sealed().length > 32, "sealed with a nonce and a tag");
        assertFalse(sealed.toString()
                .contains("[" + new String(sealed.sealed(), StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KeySpec", "CustomerMasterKeySpec"})
    void takesTheSpecByEitherName(String member) {
        assertEquals(
                "SYMMETRIC_DEFAULT",
                metadata(kms.call("CreateKey", member, "SYMMETRIC_DEFAULT"))
                        .requiredText("KeySpec"));
    }

    @Test
    void refusesTwoDifferentSpecs() {
        assertRefused(
                "ValidationException",
                "KeySpec SYMMETRIC_DEFAULT and CustomerMasterKeySpec RSA_2048 contradict each other",
                () -> kms.call(
                        "CreateKey",
                        "KeySpec",
                        "SYMMETRIC_DEFAULT",
                        "CustomerMasterKeySpec",
                        "RSA_2048"));
    }

    @Test
    void refusesAKeyWithoutUsageUnlessItIsSymmetric() {
        assertRefused(
                "ValidationException",
                "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.",
                () -> kms.call("CreateKey", "KeySpec", "HMAC_256"));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, KEY_AGREEMENT",
        "SYMMETRIC_DEFAULT, SIGN_VERIFY",
        "HMAC_256, ENCRYPT_DECRYPT",
        "ECC_SECG_P256K1, KEY_AGREEMENT"
    })
    void refusesAUsageThatTheSpecDoesNotHave(String spec, String usage) {
        assertRefused(
                "ValidationException",
                "KeyUsage " + usage + " is not compatible with KeySpec " + spec,
                () -> kms.call("CreateKey", "KeySpec", spec, "KeyUsage", usage));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, ENCRYPT_DECRYPT, EncryptionAlgorithms, RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256",
        "RSA_2048, SIGN_VERIFY, SigningAlgorithms, RSASSA_PKCS1_V1_5_SHA_256"
                + " RSASSA_PKCS1_V1_5_SHA_384 RSASSA_PKCS1_V1_5_SHA_512 RSASSA_PSS_SHA_256"
                + " RSASSA_PSS_SHA_384 RSASSA_PSS_SHA_512",
        "ECC_NIST_P256, SIGN_VERIFY, SigningAlgorithms, ECDSA_SHA_256",
        "ECC_NIST_P384, SIGN_VERIFY, SigningAlgorithms, ECDSA_SHA_384",
        "ECC_NIST_P521, SIGN_VERIFY, SigningAlgorithms, ECDSA_SHA_512",
        "ECC_NIST_P256, KEY_AGREEMENT, KeyAgreementAlgorithms, ECDH",
        "ECC_NIST_P384, KEY_AGREEMENT, KeyAgreementAlgorithms, ECDH",
        "ECC_NIST_P521, KEY_AGREEMENT, KeyAgreementAlgorithms, ECDH",
        "ECC_SECG_P256K1, SIGN_VERIFY, SigningAlgorithms, ECDSA_SHA_256",
        "ECC_NIST_EDWARDS25519, SIGN_VERIFY, SigningAlgorithms, ED25519_SHA_512 ED25519_PH_SHA_512",
        "ML_DSA_44, SIGN_VERIFY, SigningAlgorithms, ML_DSA_SHAKE_256",
        "ML_DSA_65, SIGN_VERIFY, SigningAlgorithms, ML_DSA_SHAKE_256",
        "ML_DSA_87, SIGN_VERIFY, SigningAlgorithms, ML_DSA_SHAKE_256"
    })
    void tellsTheAlgorithmsOfItsUsageAndNoOthers(
            String spec, String usage, String list, String algorithms) {
        var metadata = metadata(kms.call("CreateKey", "KeySpec", spec, "KeyUsage", usage));
        assertEquals(List.of(algorithms.split(" ", -1)), metadata.texts(list));
        assertEquals(spec, metadata.requiredText("KeySpec"));
        assertEquals(spec, metadata.requiredText("CustomerMasterKeySpec"));
        assertEquals(usage, metadata.requiredText("KeyUsage"));
        assertFalse(metadata.has("CurrentKeyMaterialId"));
        for (var other : List.of(
                "EncryptionAlgorithms",
                "SigningAlgorithms",
                "MacAlgorithms",
                "KeyAgreementAlgorithms")) {
            assertEquals(other.equals(list), metadata.has(other), other);
        }
    }

    @Test
    void refusesKeysOfCustomKeyStores() {
        for (var member : List.of("CustomKeyStoreId", "XksKeyId")) {
            assertRefused(
                    "UnsupportedOperationException",
                    "Keyward does not serve " + member + " yet",
                    () -> kms.call("CreateKey", member, "cks-1234567890abcdef0"));
            assertRefused(
                    "UnsupportedOperationException",
                    "Keyward does not serve " + member + " yet",
                    () -> kms.call(
                            "CreateKey", "MultiRegion", true, member, "cks-1234567890abcdef0"));
        }
        for (var origin : List.of("AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")) {
            assertRefused(
                    "UnsupportedOperationException",
                    "Keyward does not serve the origin " + origin + " yet",
                    () -> kms.call("CreateKey", "Origin", origin));
        }
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT"})
    void refusesSm2OutsideChina(String usage) {
        for (var member : List.of("KeySpec", "CustomerMasterKeySpec")) {
            assertRefused(
                    "UnsupportedOperationException",
                    "KeySpec SM2 is not supported in this Region",
                    () -> kms.call("CreateKey", member, "SM2", "KeyUsage", usage));
        }
        assertNothingStored();
    }

    @Test
    void aKeyForImportedMaterialWaitsForIt() {
        var metadata = metadata(kms.call("CreateKey", "Origin", "EXTERNAL"));
        assertEquals("EXTERNAL", metadata.requiredText("Origin"));
        assertEquals("PendingImport", metadata.requiredText("KeyState"));
        assertEquals(Optional.of(false), metadata.bool("Enabled"));
        for (var member : List.of("CurrentKeyMaterialId", "ExpirationModel", "ValidTo")) {
            assertEquals(false, metadata.has(member), member);
        }
        var arn = TestingKms.arn(metadata.requiredText("KeyId"));
        assertEquals(
                List.of(),
                kms.keyward().store().read(snapshot -> snapshot.materials().list(arn)));
    }

    @Test
    void refusesTooManyTags() {
        var tags = new ArrayList<Struct>();
        for (var index = 0; index <= 50; index++) {
            tags.add(tag("key" + index, "value"));
        }
        assertRefused("TagException", "Too many tags", () -> kms.call("CreateKey", "Tags", tags));
    }

    @Test
    void refusesTwoTagsOfTheSameKeyAndThoseThatDifferInCaseOnly() {
        assertRefused(
                "TagException",
                "Duplicate tag keys",
                () -> kms.call("CreateKey", "Tags", List.of(tag("a", "1"), tag("a", "2"))));
        assertRefused(
                "TagException",
                "two tag keys differ in case only from `a`",
                () -> kms.call("CreateKey", "Tags", List.of(tag("A", "1"), tag("a", "2"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:tag", "AWS:tag"})
    void refusesReservedTags(String key) {
        assertRefused(
                "TagException",
                "Tags beginning with aws: are reserved",
                () -> kms.call("CreateKey", "Tags", List.of(tag(key, "1"))));
    }

    @Test
    void onlyAnIamPolicyCanAllowIt() {
        var user = kms.keyward().user("maker");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/maker is not authorized to perform: kms:CreateKey on"
                        + " resource: * because no identity-based policy allows the kms:CreateKey action",
                () -> kms.callAs(user, "CreateKey"));
        kms.keyward().allow(user, allowing("kms:CreateKey"));
        assertEquals("Enabled", metadata(kms.callAs(user, "CreateKey")).requiredText("KeyState"));
    }

    @Test
    void tagsNeedAPermissionOfTheirOwn() {
        var user = kms.keyward().user("maker");
        kms.keyward().allow(user, allowing("kms:CreateKey"));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/maker is not authorized to perform: kms:TagResource"
                        + " because no identity-based policy allows the kms:TagResource action",
                () -> kms.callAs(user, "CreateKey", "Tags", List.of(tag("a", "1"))));
        assertNothingStored();
        kms.keyward().allow(user, allowing("kms:TagResource"));
        kms.callAs(user, "CreateKey", "Tags", List.of(tag("a", "1")));
    }

    @Test
    void refusesAPolicyThatLocksTheCallerOut() {
        var text = """
                {"Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"},
                               "Action": "kms:*", "Resource": "*"}}""".formatted(TestingKeyward.OTHER_ACCOUNT);
        assertRefused(
                "MalformedPolicyDocumentException",
                "The new key policy will not allow you to update the key policy in the future.",
                () -> kms.call("CreateKey", "Policy", text));
        assertNothingStored();
        var id = kms.createKey("Policy", text, "BypassPolicyLockoutSafetyCheck", true);
        assertEquals("Enabled", kms.stored(id).state().wireName());
    }

    @Test
    void keepsTheGivenPolicy() {
        var id = kms.createKey("Policy", policy());
        assertEquals(policy(), kms.call("GetKeyPolicy", "KeyId", id).requiredText("Policy"));
    }

    @Test
    void conditionsOnTheRequestDecide() {
        var user = kms.keyward().user("maker");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:CreateKey",
                  "Resource": "*", "Condition": {
                    "StringEquals": {"kms:KeySpec": "SYMMETRIC_DEFAULT", "kms:KeyOrigin": "AWS_KMS",
                                     "aws:RequestTag/team": "blue", "kms:CallerAccount": "123456789012"},
                    "Bool": {"kms:MultiRegion": "false"},
                    "Null": {"kms:BypassPolicyLockoutSafetyCheck": "true"}}}}""");
        kms.keyward().allow(user, allowing("kms:TagResource"));
        var tags = List.of(tag("team", "blue"));
        kms.callAs(user, "CreateKey", "Tags", tags);
        assertDenied(user, "Tags", List.of(tag("team", "red")));
        assertDenied(user, "Tags", tags, "MultiRegion", true);
        assertDenied(user, "Tags", tags, "BypassPolicyLockoutSafetyCheck", false);
    }

    @Test
    void policiesSeeThatAMultiRegionKeyIsAPrimaryKeyBothWhenItIsMadeAndLater() {
        var user = kms.keyward().user("maker");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*",
                  "Resource": "*", "Condition": {
                    "StringEquals": {"kms:MultiRegionKeyType": "PRIMARY"}}}}""");
        assertDenied(user);
        var id = metadata(kms.callAs(user, "CreateKey", "MultiRegion", true)).requiredText("KeyId");
        kms.callAs(user, "DescribeKey", "KeyId", id);
    }

    private void assertDenied(Caller user, Object... members) {
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/maker is not authorized to perform: kms:CreateKey on"
                        + " resource: * because no identity-based policy allows the kms:CreateKey action",
                () -> kms.callAs(user, "CreateKey", members));
    }

    private void assertNothingStored() {
        var ids = kms.keyward()
                .store()
                .read(snapshot -> snapshot.keys()
                        .listIds(
                                TestingKeyward.ACCOUNT,
                                TestingKeyward.REGION,
                                new Page.Request(Optional.empty(), 10)))
                .items();
        assertEquals(Set.of(), Set.copyOf(ids));
    }

    @Test
    void refusesMoreKeysThanAnAccountMayHaveInARegion() {
        var bare = kms.stored(kms.createKey())
                .but()
                .currentMaterialId(Optional.empty())
                .tags(new TreeMap<>())
                .key();
        kms.keyward().store().write(transaction -> {
            for (var number = 2; number < 100_000; number++) {
                transaction.keys().insert(numbered(bare, number));
            }
            return bare;
        });
        kms.createKey();
        assertRefused(
                "LimitExceededException",
                "there are 100000 keys in account 123456789012 and Region eu-central-1, the most"
                        + " that there can be",
                kms::createKey);
        kms.callFromElsewhere("CreateKey");
        // The keys of AWS do not count.
        kms.call("DescribeKey", "KeyId", "alias/aws/s3");
    }

    private static KmsKey numbered(KmsKey key, int number) {
        return new KmsKey(
                key.account(),
                key.region(),
                "00000000-0000-4000-8000-%012d".formatted(number),
                key.spec(),
                key.usage(),
                key.origin(),
                key.manager(),
                key.state(),
                key.primaryRegion(),
                key.description(),
                key.created(),
                key.deletion(),
                key.currentMaterialId(),
                key.rotation(),
                key.materialExpires(),
                key.policy(),
                key.tags(),
                key.aliases());
    }
}
