package dev.keyward.server.kms.multiregion;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_REGION;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static dev.keyward.server.kms.TestingKms.allowing;
import static dev.keyward.server.kms.TestingKms.arn;
import static dev.keyward.server.kms.TestingKms.arnIn;
import static dev.keyward.server.kms.TestingKms.assertTexts;
import static dev.keyward.server.kms.TestingKms.policy;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.kms.TestingKms;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What related keys have in common when they are used, and what each has for itself. */
final class RelatedKeysUseTest {

    private static final String OF_CIPHERTEXT =
            " on the resource associated with this ciphertext because the resource does not exist in"
                    + " this Region, no resource-based policies allow access, or a resource-based"
                    + " policy explicitly denies access";

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey("MultiRegion", true);

    @BeforeEach
    void replicate() {
        kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", OTHER_REGION.code());
    }

    @AfterEach
    void close() {
        kms.close();
    }

    private byte[] encrypt() {
        return kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        new byte[] {1, 2},
                        "EncryptionContext",
                        Map.of("a", "b"))
                .requiredBlob("CiphertextBlob");
    }

    @Test
    void eachDecryptsWhatTheOthersEncrypted() {
        var opened = kms.callIn(
                OTHER_REGION,
                "Decrypt",
                "CiphertextBlob",
                encrypt(),
                "EncryptionContext",
                Map.of("a", "b"));
        assertArrayEquals(new byte[] {1, 2}, opened.requiredBlob("Plaintext"));
        assertEquals(arnIn(OTHER_REGION, id).toString(), opened.requiredText("KeyId"));
        assertEquals(kms.stored(id).currentMaterialId(), opened.text("KeyMaterialId"));
        var dataKey =
                kms.callIn(OTHER_REGION, "GenerateDataKey", "KeyId", id, "KeySpec", "AES_256");
        assertArrayEquals(
                dataKey.requiredBlob("Plaintext"),
                kms.call(
                                "Decrypt",
                                "KeyId",
                                id,
                                "CiphertextBlob",
                                dataKey.requiredBlob("CiphertextBlob"))
                        .requiredBlob("Plaintext"));
    }

    @Test
    void aKeyArnOfAnotherRegionIsNotTaken() {
        var blob = encrypt();
        assertRefused(
                "NotFoundException",
                "Invalid arn eu-central-1",
                () -> kms.callIn(
                        OTHER_REGION,
                        "Decrypt",
                        "KeyId",
                        arn(id).toString(),
                        "CiphertextBlob",
                        blob));
    }

    @Test
    void aSingleRegionKeysCiphertextOpensInItsRegionOnly() {
        var single = kms.createKey();
        var blob = kms.call("Encrypt", "KeyId", single, "Plaintext", new byte[] {1})
                .requiredBlob("CiphertextBlob");
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: kms:Decrypt"
                        + OF_CIPHERTEXT,
                () -> kms.callIn(OTHER_REGION, "Decrypt", "CiphertextBlob", blob));
    }

    @Test
    void thePolicyOfTheKeyInTheRegionDecides() {
        var user = kms.keyward().user("reader");
        kms.keyward().allow(user, allowing("kms:Decrypt"));
        var blob = encrypt();
        var decrypt = new Object[] {"CiphertextBlob", blob, "EncryptionContext", Map.of("a", "b")};
        kms.callInAs(OTHER_REGION, user, "Decrypt", decrypt);
        kms.callIn(OTHER_REGION, "PutKeyPolicy", "KeyId", id, "Policy", policy("""
                        {"Effect": "Deny", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}"""));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/reader is not authorized to perform: kms:Decrypt"
                        + " on the resource associated with this ciphertext with an explicit deny in a"
                        + " resource-based policy",
                () -> kms.callInAs(OTHER_REGION, user, "Decrypt", decrypt));
        kms.callAs(user, "Decrypt", decrypt);
    }

    @Test
    void aStatementForOneRegionsArnSaysNothingOfTheOthers() {
        var user = kms.keyward().user("local");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Encrypt",
                  "Resource": "%s"}}""".formatted(arnIn(OTHER_REGION, id)));
        var request = new Object[] {"KeyId", id, "Plaintext", new byte[] {1}};
        kms.callInAs(OTHER_REGION, user, "Encrypt", request);
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/local is not authorized to perform: kms:Encrypt"
                        + " on resource: " + arn(id)
                        + " because no identity-based policy allows the kms:Encrypt action",
                () -> kms.callAs(user, "Encrypt", request));
    }

    @Test
    void reEncryptingUnderTheRelatedKeyIsOnTheSameKey() {
        var blob = encrypt();
        var user = kms.keyward().user("changer");
        kms.keyward().allow(user, """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:ReEncrypt*",
                  "Resource": "*", "Condition": {"Bool": {"kms:ReEncryptOnSameKey": "true"}}}}""");
        var output = kms.callInAs(
                OTHER_REGION,
                user,
                "ReEncrypt",
                "CiphertextBlob",
                blob,
                "SourceEncryptionContext",
                Map.of("a", "b"),
                "DestinationKeyId",
                id);
        var here = arnIn(OTHER_REGION, id).toString();
        assertEquals(here, output.requiredText("SourceKeyId"));
        assertEquals(here, output.requiredText("KeyId"));
        kms.call("Decrypt", "CiphertextBlob", output.requiredBlob("CiphertextBlob"));
    }

    @Test
    void aRotationGivesAllOfThemTheNewMaterialAndLeavesTheOld() {
        var old = encrypt();
        kms.call("RotateKeyOnDemand", "KeyId", id);
        var fresh = kms.callIn(OTHER_REGION, "GenerateDataKey", "KeyId", id, "NumberOfBytes", 9);
        assertEquals(kms.stored(id).currentMaterialId(), fresh.text("KeyMaterialId"));
        kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", "ap-south-1");
        for (var code : List.of("eu-central-1", "us-east-1", "ap-south-1")) {
            var region = new Region(code);
            assertArrayEquals(
                    new byte[] {1, 2},
                    kms.callIn(
                                    region,
                                    "Decrypt",
                                    "CiphertextBlob",
                                    old,
                                    "EncryptionContext",
                                    Map.of("a", "b"))
                            .requiredBlob("Plaintext"));
            assertArrayEquals(
                    fresh.requiredBlob("Plaintext"),
                    kms.callIn(
                                    region,
                                    "Decrypt",
                                    "CiphertextBlob",
                                    fresh.requiredBlob("CiphertextBlob"))
                            .requiredBlob("Plaintext"));
            assertEquals(
                    kms.call("ListKeyRotations", "KeyId", id)
                            .structs("Rotations")
                            .size(),
                    kms.callIn(region, "ListKeyRotations", "KeyId", id)
                            .structs("Rotations")
                            .size());
        }
    }

    @Test
    void aReplicaDecryptsWithThePrivateKeyOfThePrimary() {
        var pair = kms.createKey(
                "MultiRegion", true, "KeySpec", "RSA_2048", "KeyUsage", "ENCRYPT_DECRYPT");
        kms.call("ReplicateKey", "KeyId", pair, "ReplicaRegion", OTHER_REGION.code());
        var algorithm = "RSAES_OAEP_SHA_256";
        var sealed = kms.call(
                "Encrypt",
                "KeyId",
                pair,
                "Plaintext",
                new byte[] {5},
                "EncryptionAlgorithm",
                algorithm);
        var opened = kms.callIn(
                OTHER_REGION,
                "Decrypt",
                "KeyId",
                pair,
                "CiphertextBlob",
                sealed.requiredBlob("CiphertextBlob"),
                "EncryptionAlgorithm",
                algorithm);
        assertArrayEquals(new byte[] {5}, opened.requiredBlob("Plaintext"));
        assertEquals(arnIn(OTHER_REGION, pair).toString(), opened.requiredText("KeyId"));
    }

    @Test
    void aGrantIsForOneOfThem() {
        var user = kms.keyward().user("grantee");
        kms.call(
                "CreateGrant",
                "KeyId",
                id,
                "GranteePrincipal",
                "arn:aws:iam::123456789012:user/grantee",
                "Operations",
                List.of("Decrypt"));
        var decrypt =
                new Object[] {"CiphertextBlob", encrypt(), "EncryptionContext", Map.of("a", "b")};
        kms.callAs(user, "Decrypt", decrypt);
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/grantee is not authorized to perform: kms:Decrypt"
                        + " on the resource associated with this ciphertext because no identity-based"
                        + " policy allows the kms:Decrypt action",
                () -> kms.callInAs(OTHER_REGION, user, "Decrypt", decrypt));
        assertEquals(
                0,
                kms.callIn(OTHER_REGION, "ListGrants", "KeyId", id)
                        .structs("Grants")
                        .size());
    }

    @Test
    void stateAliasesTagsAndDescriptionAreEachKeysOwn() {
        kms.call("DisableKey", "KeyId", id);
        kms.call("CreateAlias", "AliasName", "alias/here", "TargetKeyId", id);
        kms.callIn(OTHER_REGION, "CreateAlias", "AliasName", "alias/there", "TargetKeyId", id);
        kms.callIn(OTHER_REGION, "TagResource", "KeyId", id, "Tags", List.of(tag("t", "1")));
        kms.callIn(OTHER_REGION, "UpdateKeyDescription", "KeyId", id, "Description", "there");
        var primary = kms.stored(id);
        var replica = kms.stored(arnIn(OTHER_REGION, id));
        assertEquals(KeyState.DISABLED, primary.state());
        assertEquals(KeyState.ENABLED, replica.state());
        assertEquals(Set.of("alias/here"), primary.aliases());
        assertEquals(Set.of("alias/there"), replica.aliases());
        assertEquals(Map.of(), primary.tags());
        assertEquals(Map.of("t", "1"), replica.tags());
        assertEquals("", primary.description());
        assertEquals("there", replica.description());
        assertRefused(
                "NotFoundException",
                "Alias arn:aws:kms:us-east-1:123456789012:alias/here is not found.",
                () -> kms.callIn(OTHER_REGION, "DescribeKey", "KeyId", "alias/here"));
    }

    @Test
    void listsAreOfOneRegion() {
        var single = kms.createKey();
        assertEquals(2, kms.call("ListKeys").structs("Keys").size());
        var there = kms.callIn(OTHER_REGION, "ListKeys");
        assertTexts(List.of(arnIn(OTHER_REGION, id).toString()), there, "Keys", "KeyArn");
        kms.call("CreateAlias", "AliasName", "alias/a", "TargetKeyId", single);
        kms.callIn(OTHER_REGION, "CreateAlias", "AliasName", "alias/a", "TargetKeyId", id);
        assertTexts(
                List.of("arn:aws:kms:us-east-1:123456789012:alias/a"),
                kms.callIn(OTHER_REGION, "ListAliases", "KeyId", id),
                "Aliases",
                "AliasArn");
        var page = kms.call("ListKeys", "Limit", 1).text("NextMarker");
        assertRefused(
                "InvalidMarkerException",
                "Could not deserialize marker.",
                () -> kms.callIn(OTHER_REGION, "ListKeys", "Marker", page.orElseThrow()));
        int count = kms.keyward()
                .store()
                .read(snapshot -> snapshot.keys().count(ACCOUNT, OTHER_REGION));
        assertEquals(1, count);
    }
}
