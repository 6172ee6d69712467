package dev.keyward.server.kms;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.kms.common.KmsOperationsTable;
import dev.keyward.server.kms.importing.TestingImports;
import dev.keyward.server.model.KeyState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each operation of KMS says to a key in each state: 54 operations, 8 states.
 *
 * <p>Source: KMS Developer Guide, "Key states of AWS KMS keys".
 */
final class KeyStateTableTest {

    // One letter for each state, in the order of KeyState: creating, enabled, disabled, pending
    // deletion,
    // pending replica deletion, pending import, unavailable, updating. A dot succeeds, x is refused
    // for
    // the state, u is refused as not served, and - is not about a key, so that no key's state
    // matters.
    // spotless:off
    private static final String TABLE = """
            CancelKeyDeletion                    xxx..xxx
            ConnectCustomKeyStore                uuuuuuuu
            CreateAlias                          ...xx...
            CreateCustomKeyStore                 uuuuuuuu
            CreateGrant                          x.xxxx..
            CreateKey                            --------
            Decrypt                              x.xxxxx.
            DeleteAlias                          ........
            DeleteCustomKeyStore                 uuuuuuuu
            DeleteImportedKeyMaterial            x.....xx
            DeriveSharedSecret                   x.xxxxx.
            DescribeCustomKeyStores              --------
            DescribeKey                          ........
            DisableKey                           x..xxx.x
            DisableKeyRotation                   x.xxxxx.
            DisconnectCustomKeyStore             uuuuuuuu
            EnableKey                            x..xxx.x
            EnableKeyRotation                    x.xxxxx.
            Encrypt                              x.xxxxx.
            GenerateDataKey                      x.xxxxx.
            GenerateDataKeyPair                  x.xxxxx.
            GenerateDataKeyPairWithoutPlaintext  x.xxxxx.
            GenerateDataKeyWithoutPlaintext      x.xxxxx.
            GenerateMac                          x.xxxxx.
            GenerateRandom                       --------
            GetKeyLastUsage                      ........
            GetKeyPolicy                         ........
            GetKeyRotationStatus                 ........
            GetParametersForImport               x..xx.xx
            GetPublicKey                         x.xxxxx.
            ImportKeyMaterial                    x..xx.x.
            ListAliases                          ........
            ListGrants                           ........
            ListKeyPolicies                      ........
            ListKeyRotations                     ........
            ListKeys                             --------
            ListResourceTags                     ........
            ListRetirableGrants                  --------
            PutKeyPolicy                         ........
            ReEncrypt                            x.xxxxx.
            ReplicateKey                         x.xxxxxx
            RetireGrant                          ........
            RevokeGrant                          ........
            RotateKeyOnDemand                    x.xxxxx.
            ScheduleKeyDeletion                  ...xx..x
            Sign                                 x.xxxxx.
            TagResource                          ...xx...
            UntagResource                        ...xx...
            UpdateAlias                          ...xx...
            UpdateCustomKeyStore                 uuuuuuuu
            UpdateKeyDescription                 ...xx...
            UpdatePrimaryRegion                  x.xxxxx.
            Verify                               x.xxxxx.
            VerifyMac                            x.xxxxx.
            """;
    // spotless:on

    private final TestingKms kms = new TestingKms();
    private String id = kms.createKey();

    @AfterEach
    void close() {
        kms.close();
    }

    static Stream<Arguments> cells() {
        var cells = new ArrayList<Arguments>();
        for (var line : TABLE.lines().toList()) {
            var fields = List.of(line.split(" +", -1));
            var column = 0;
            for (var state : KeyState.values()) {
                var answer = fields.getLast().charAt(column++);
                cells.add(Arguments.of(fields.getFirst(), state, answer));
            }
        }
        return cells.stream();
    }

    @Test
    void hasALineForEveryOperation() {
        var lines = TABLE.lines().map(line -> line.split(" +", -1)[0]).toList();
        assertEquals(List.copyOf(KmsOperationsTable.load().operations()), lines);
        assertEquals(54, lines.size());
        assertEquals(54 * 8, cells().count());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void eachStateAllowsWhatKmsAllows(String operation, KeyState state, char answer) {
        if (answer == 'u') {
            TestingKeyward.assertRefused(
                    "UnsupportedOperationException",
                    "Keyward does not serve kms:" + operation + " yet",
                    () -> kms.call(operation));
            return;
        }
        if (operation.endsWith("Mac")) {
            id = kms.createKey("KeySpec", "HMAC_256", "KeyUsage", "GENERATE_VERIFY_MAC");
        } else if (List.of("Sign", "Verify", "GetPublicKey").contains(operation)) {
            id = kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "SIGN_VERIFY");
        } else if (operation.equals("DeriveSharedSecret")) {
            id = kms.createKey("KeySpec", "ECC_NIST_P256", "KeyUsage", "KEY_AGREEMENT");
        }
        if (operation.contains("Import")) {
            id = kms.createKey("Origin", "EXTERNAL");
        }
        var request = request(operation).get();
        kms.change(id, key -> key.withState(state));
        if (answer != 'x') {
            assertDoesNotThrow(() -> kms.call(operation, request));
            return;
        }
        var arn = TestingKms.arn(id);
        if (operation.equals("CancelKeyDeletion")) {
            TestingKeyward.assertRefused(
                    "KMSInvalidStateException",
                    arn + " is not pending deletion.",
                    () -> kms.call(operation, request));
        } else {
            TestingKeyward.assertRefused(
                    state == KeyState.DISABLED ? "DisabledException" : "KMSInvalidStateException",
                    arn + " is " + words(state) + ".",
                    () -> kms.call(operation, request));
        }
    }

    private static String words(KeyState state) {
        return switch (state) {
            case CREATING -> "creating";
            case ENABLED -> "enabled";
            case DISABLED -> "disabled";
            case PENDING_DELETION -> "pending deletion";
            case PENDING_REPLICA_DELETION -> "pending replica deletion";
            case PENDING_IMPORT -> "pending import";
            case UNAVAILABLE -> "unavailable";
            case UPDATING -> "updating";
        };
    }

    /** The request, once whatever it needs has been made while the key could still be used. */
    private Supplier<Object[]> request(String operation) {
        var plaintext = new byte[] {1};
        return switch (operation) {
            case "CreateAlias" -> () -> members("AliasName", "alias/new", "TargetKeyId", id);
            case "UpdateAlias" ->
                () -> {
                    var other = kms.createKey();
                    kms.call("CreateAlias", "AliasName", "alias/old", "TargetKeyId", other);
                    return members("AliasName", "alias/old", "TargetKeyId", id);
                };
            case "DeleteAlias" ->
                () -> {
                    kms.call("CreateAlias", "AliasName", "alias/old", "TargetKeyId", id);
                    return members("AliasName", "alias/old");
                };
            case "CreateGrant" -> this::grant;
            case "RetireGrant" ->
                () -> members(
                        "GrantToken", kms.call("CreateGrant", grant()).requiredText("GrantToken"));
            case "RevokeGrant" ->
                () -> members(
                        "KeyId",
                        id,
                        "GrantId",
                        kms.call("CreateGrant", grant()).requiredText("GrantId"));
            case "Encrypt" -> () -> members("KeyId", id, "Plaintext", plaintext);
            case "Decrypt" -> () -> members("CiphertextBlob", sealed(plaintext));
            case "ReEncrypt" ->
                () -> members(
                        "CiphertextBlob", sealed(plaintext), "DestinationKeyId", kms.createKey());
            case "GenerateDataKey", "GenerateDataKeyWithoutPlaintext" ->
                () -> members("KeyId", id, "KeySpec", "AES_256");
            case "GenerateMac" ->
                () -> members("KeyId", id, "Message", plaintext, "MacAlgorithm", "HMAC_SHA_256");
            case "GetParametersForImport" ->
                () -> members(
                        "KeyId",
                        id,
                        "WrappingAlgorithm",
                        "RSAES_OAEP_SHA_256",
                        "WrappingKeySpec",
                        "RSA_2048");
            case "ImportKeyMaterial" -> () -> new TestingImports(kms).request(id, new byte[32]);
            case "VerifyMac" -> this::verifyMac;
            case "Sign" -> this::sign;
            case "Verify" -> this::verify;
            case "DeriveSharedSecret" -> this::deriveSharedSecret;
            case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext" ->
                () -> members("KeyId", id, "KeyPairSpec", "ECC_NIST_P256");
            case "PutKeyPolicy" -> () -> members("KeyId", id, "Policy", TestingKms.policy());
            case "TagResource" ->
                () -> members("KeyId", id, "Tags", List.of(TestingKms.tag("a", "1")));
            case "UntagResource" -> () -> members("KeyId", id, "TagKeys", List.of("a"));
            case "ReplicateKey" ->
                () -> {
                    id = kms.createKey("MultiRegion", true);
                    return members("KeyId", id, "ReplicaRegion", "us-east-1");
                };
            case "UpdatePrimaryRegion" ->
                () -> {
                    id = kms.createKey("MultiRegion", true);
                    kms.call("ReplicateKey", "KeyId", id, "ReplicaRegion", "us-east-1");
                    return members("KeyId", id, "PrimaryRegion", "us-east-1");
                };
            case "CreateKey", "DescribeCustomKeyStores", "ListKeys" -> () -> members();
            case "GenerateRandom" -> () -> members("NumberOfBytes", 8);
            case "ListRetirableGrants" ->
                () -> members("RetiringPrincipal", "arn:aws:iam::123456789012:root");
            case "UpdateKeyDescription" -> () -> members("KeyId", id, "Description", "x");
            default -> () -> members("KeyId", id);
        };
    }

    private Object[] verifyMac() {
        var request =
                members("KeyId", id, "Message", new byte[] {1}, "MacAlgorithm", "HMAC_SHA_256");
        var mac = kms.call("GenerateMac", request).requiredBlob("Mac");
        return members(
                "KeyId", id, "Message", new byte[] {1}, "MacAlgorithm", "HMAC_SHA_256", "Mac", mac);
    }

    private Object[] sign() {
        return members("KeyId", id, "Message", new byte[] {1}, "SigningAlgorithm", "ECDSA_SHA_256");
    }

    private Object[] verify() {
        var signature = kms.call("Sign", sign()).requiredBlob("Signature");
        return members(
                "KeyId",
                id,
                "Message",
                new byte[] {1},
                "SigningAlgorithm",
                "ECDSA_SHA_256",
                "Signature",
                signature);
    }

    private Object[] deriveSharedSecret() {
        var publicKey = kms.call("GetPublicKey", "KeyId", id).requiredBlob("PublicKey");
        return members("KeyId", id, "KeyAgreementAlgorithm", "ECDH", "PublicKey", publicKey);
    }

    private Object[] grant() {
        return members(
                "KeyId",
                id,
                "GranteePrincipal",
                TestingKeyward.ACCOUNT.value(),
                "Operations",
                List.of("Decrypt"));
    }

    private byte[] sealed(byte[] plaintext) {
        return kms.call("Encrypt", "KeyId", id, "Plaintext", plaintext)
                .requiredBlob("CiphertextBlob");
    }

    private static Object[] members(Object... members) {
        return members;
    }
}
