package dev.keyward.server.kms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.common.OperationRow;
import dev.keyward.server.kms.common.TestingRecipient;
import dev.keyward.server.service.Operation;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class KmsOperationsTest {

    private static final KmsOperationsTable TABLE = KmsOperationsTable.load();

    private final TestingKms kms = new TestingKms();
    private final String id = kms.createKey();
    private final String multiRegionId = kms.createKey("MultiRegion", true);

    @BeforeEach
    void replicate() {
        kms.call("ReplicateKey", "KeyId", multiRegionId, "ReplicaRegion", "us-east-1");
    }

    @AfterEach
    void close() {
        kms.close();
    }

    @Test
    void theOthersSayHonestlyThatTheyAreNotServed() {
        var served = requests().keySet();
        for (var operation : TABLE.operations()) {
            if (served.contains(operation)) {
                assertEquals(operation, kms.service().operation(operation).name());
            } else {
                TestingKeyward.assertRefused(
                        "UnsupportedOperationException",
                        "Keyward does not serve kms:" + operation + " yet",
                        () -> kms.service().operation(operation));
            }
        }
    }

    /** A request for every operation that is served, with every member that becomes a condition key. */
    private Map<String, Struct> requests() {
        var context = Map.of("AppName", "payroll");
        var blob = kms.call(
                        "Encrypt",
                        "KeyId",
                        id,
                        "Plaintext",
                        new byte[] {1},
                        "EncryptionContext",
                        context)
                .requiredBlob("CiphertextBlob");
        var tags = List.of(TestingKms.tag("team", "blue"));
        var recipient = TestingRecipient.ofAnEnclave().struct();
        var requests = new TreeMap<String, Struct>();
        for (var operation : List.of(
                "CancelKeyDeletion",
                "DeleteImportedKeyMaterial",
                "DisableKey",
                "DisableKeyRotation",
                "EnableKey",
                "EnableKeyRotation",
                "GetKeyLastUsage",
                "GetKeyPolicy",
                "GetKeyRotationStatus",
                "ListGrants",
                "ListKeyPolicies",
                "ListKeyRotations",
                "ListResourceTags",
                "RotateKeyOnDemand",
                "ScheduleKeyDeletion")) {
            requests.put(operation, TestingKms.struct("KeyId", id));
        }
        for (var operation : List.of("DescribeCustomKeyStores", "ListKeys", "ListAliases")) {
            requests.put(operation, Struct.empty());
        }
        requests.put(
                "GenerateRandom", TestingKms.struct("NumberOfBytes", 8, "Recipient", recipient));
        requests.put("DescribeKey", TestingKms.struct("KeyId", "alias/mine"));
        requests.put("CreateAlias", TestingKms.struct("AliasName", "alias/new", "TargetKeyId", id));
        requests.put(
                "UpdateAlias", TestingKms.struct("AliasName", "alias/mine", "TargetKeyId", id));
        requests.put("DeleteAlias", TestingKms.struct("AliasName", "alias/mine"));
        requests.put(
                "CreateKey",
                TestingKms.struct(
                        "MultiRegion", true, "Tags", tags, "BypassPolicyLockoutSafetyCheck", true));
        requests.put(
                "Encrypt",
                TestingKms.struct(
                        "KeyId",
                        "alias/mine",
                        "Plaintext",
                        new byte[] {1},
                        "EncryptionContext",
                        context));
        requests.put(
                "Decrypt",
                TestingKms.struct(
                        "KeyId",
                        "alias/mine",
                        "CiphertextBlob",
                        blob,
                        "EncryptionContext",
                        context,
                        "Recipient",
                        recipient));
        requests.put(
                "ReEncrypt",
                TestingKms.struct(
                        "SourceKeyId",
                        "alias/mine",
                        "CiphertextBlob",
                        blob,
                        "SourceEncryptionContext",
                        context,
                        "DestinationKeyId",
                        "alias/mine",
                        "DestinationEncryptionContext",
                        context));
        requests.put(
                "GenerateDataKey",
                TestingKms.struct(
                        "KeyId",
                        "alias/mine",
                        "KeySpec",
                        "AES_256",
                        "EncryptionContext",
                        context,
                        "Recipient",
                        recipient));
        requests.put(
                "GenerateDataKeyWithoutPlaintext",
                TestingKms.struct(
                        "KeyId", "alias/mine", "KeySpec", "AES_256", "EncryptionContext", context));
        requests.put(
                "GenerateDataKeyPair",
                TestingKms.struct(
                        "KeyId",
                        "alias/mine",
                        "KeyPairSpec",
                        "ECC_NIST_P256",
                        "EncryptionContext",
                        context,
                        "Recipient",
                        recipient));
        requests.put(
                "GenerateDataKeyPairWithoutPlaintext",
                TestingKms.struct(
                        "KeyId",
                        "alias/mine",
                        "KeyPairSpec",
                        "ECC_NIST_P256",
                        "EncryptionContext",
                        context));
        for (var operation : List.of("GenerateMac", "VerifyMac")) {
            requests.put(
                    operation,
                    TestingKms.struct(
                            "KeyId",
                            "alias/mine",
                            "Message",
                            new byte[] {1},
                            "Mac",
                            new byte[] {1},
                            "MacAlgorithm",
                            "HMAC_SHA_256"));
        }
        for (var operation : List.of("Sign", "Verify")) {
            requests.put(
                    operation,
                    TestingKms.struct(
                            "KeyId",
                            "alias/mine",
                            "Message",
                            new byte[] {1},
                            "Signature",
                            new byte[] {1},
                            "SigningAlgorithm",
                            "ECDSA_SHA_256"));
        }
        requests.put("GetPublicKey", TestingKms.struct("KeyId", "alias/mine"));
        requests.put(
                "DeriveSharedSecret",
                TestingKms.struct(
                        "KeyId",
                        "alias/mine",
                        "KeyAgreementAlgorithm",
                        "ECDH",
                        "PublicKey",
                        new byte[] {1},
                        "Recipient",
                        recipient));
        requests.put(
                "PutKeyPolicy",
                TestingKms.struct(
                        "KeyId",
                        id,
                        "Policy",
                        TestingKms.policy(),
                        "BypassPolicyLockoutSafetyCheck",
                        true));
        requests.put(
                "CreateGrant",
                TestingKms.struct(
                        "KeyId",
                        id,
                        "GranteeServicePrincipal",
                        "s3.amazonaws.com",
                        "RetiringServicePrincipal",
                        "s3.amazonaws.com",
                        "Operations",
                        List.of("Decrypt"),
                        "Constraints",
                        Map.of(
                                "EncryptionContextSubset",
                                context,
                                "SourceArn",
                                "arn:aws:s3:::a-bucket-of-ours")));
        requests.put(
                "ListRetirableGrants",
                TestingKms.struct("RetiringPrincipal", "arn:aws:iam::123456789012:root"));
        requests.put("RetireGrant", TestingKms.struct("GrantToken", grantToken(context)));
        requests.put("RevokeGrant", TestingKms.struct("KeyId", id, "GrantId", "0".repeat(64)));
        requests.put(
                "ReplicateKey",
                TestingKms.struct("KeyId", multiRegionId, "ReplicaRegion", "ap-south-1"));
        requests.put(
                "UpdatePrimaryRegion",
                TestingKms.struct("KeyId", multiRegionId, "PrimaryRegion", "us-east-1"));
        requests.put(
                "GetParametersForImport",
                TestingKms.struct(
                        "KeyId",
                        id,
                        "WrappingAlgorithm",
                        "RSAES_OAEP_SHA_256",
                        "WrappingKeySpec",
                        "RSA_2048"));
        requests.put(
                "ImportKeyMaterial",
                TestingKms.struct(
                        "KeyId",
                        id,
                        "ImportToken",
                        new byte[] {1},
                        "EncryptedKeyMaterial",
                        new byte[] {1},
                        "ExpirationModel",
                        "KEY_MATERIAL_EXPIRES",
                        "ValidTo",
                        Document.of(TestingKeyward.START.plusSeconds(60))));
        requests.put("TagResource", TestingKms.struct("KeyId", id, "Tags", tags));
        requests.put("UntagResource", TestingKms.struct("KeyId", id, "TagKeys", List.of("team")));
        requests.put("UpdateKeyDescription", TestingKms.struct("KeyId", id, "Description", "x"));
        return requests;
    }

    private String grantToken(Map<String, String> context) {
        kms.call("TagResource", "KeyId", id, "Tags", List.of(TestingKms.tag("team", "blue")));
        return kms.call(
                        "CreateGrant",
                        "KeyId",
                        id,
                        "GranteePrincipal",
                        "arn:aws:iam::123456789012:root",
                        "Operations",
                        List.of("Decrypt"),
                        "Constraints",
                        Map.of("EncryptionContextEquals", context))
                .requiredText("GrantToken");
    }

    @Test
    void targetsAreWhatTheTableSaysAndBringOnlyTheKeysThatItLists() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        requests().forEach((name, request) -> {
            var row = TABLE.row(name);
            var targets = targets(kms.service().operation(name), request);
            if (!name.equals("CreateKey")) {
                assertEquals(row.resources(), targets.stream().map(this::kind).toList(), name);
            }
            for (var target : targets) {
                assertKeysAreListed(row, target);
            }
        });
    }

    /** CreateKey with tags needs kms:TagResource too, whose keys its own row lists. */
    private static void assertKeysAreListed(OperationRow row, Target target) {
        var own = row.actions().contains(target.action())
                ? row
                : TABLE.row(target.action().substring("kms:".length()));
        assertTrue(own.actions().contains(target.action()), target::toString);
        var unlisted = new TreeSet<>(target.keys().names());
        unlisted.removeIf(own::brings);
        assertEquals(List.of(), List.copyOf(unlisted), row.operation());
        if (target.resource() instanceof Target.Key key) {
            assertEquals(own.reach(), key.reach(), row.operation());
        }
    }

    private String kind(Target target) {
        return switch (target.resource()) {
            case Target.Anything _ -> "*";
            case Target.Named named -> named.arn().service().equals("iam") ? "principal" : "alias";
            case Target.Key _, Target.Retirable _ -> "key";
            default -> throw new AssertionError(target);
        };
    }

    private <Q> List<Target> targets(Operation<Q> operation, Struct input) {
        var request = operation.read(input);
        var call = kms.keyward().callBy(TestingKeyward.rootOf(TestingKeyward.ACCOUNT));
        return kms.keyward().store().read(snapshot -> operation.targets(request, call, snapshot));
    }

    /** The keys that a request must bring: those of its row, but for what no request here can have. */
    @Test
    void requestsBringEveryKeyThatTheTableListsForThem() {
        kms.call("CreateAlias", "AliasName", "alias/mine", "TargetKeyId", id);
        var never = List.of(
                "kms:TrailingDaysWithoutKeyUsage",
                // In the place of a service's.
                "kms:GranteePrincipal",
                "kms:RetiringPrincipal",
                // Of the caller, which only the authorizer knows.
                "kms:GrantIsForAWSResource",
                // Of the resource, which only the authorizer knows, though the row lists them.
                "RetireGrant aws:ResourceTag/*",
                "RetireGrant kms:ResourceAliases");
        var missing = new ArrayList<String>();
        requests().forEach((name, request) -> {
            var targets = targets(kms.service().operation(name), request);
            for (var listed : TABLE.row(name).conditionKeys()) {
                var prefix = listed.toLowerCase(java.util.Locale.ROOT).replace("*", "");
                var brought = targets.stream()
                        .flatMap(target -> target.keys().names().stream())
                        .anyMatch(key -> key.startsWith(prefix));
                var one = name + " " + listed;
                if (!brought && !never.contains(listed) && !never.contains(one)) {
                    missing.add(one);
                }
            }
        });
        assertEquals(List.of(), missing);
        assertFalse(requests().isEmpty());
    }
}
