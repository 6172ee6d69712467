package dev.keyward.server.kms.common;

import static dev.keyward.server.kms.TestingKms.struct;
import static dev.keyward.server.kms.TestingKms.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.ContextKeys.Multiple;
import dev.keyward.policy.ContextKeys.Single;
import dev.keyward.wire.Document;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.model.Member;
import dev.keyward.wire.model.Shape;
import dev.keyward.wire.model.StructureShape;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the keys that each of the 54 operations brings to its row, whether it is served yet or not. */
final class RequestedKeysTest {

    private static final ApiModel MODEL = ApiModel.load("kms");
    private static final KmsOperationsTable TABLE = KmsOperationsTable.load();

    /** Keys that do not come from the input: none of them may be guessed from it. */
    private static final List<String> OF_OTHER_SOURCES = List.of(
            "kms:GrantIsForAWSResource",
            "kms:RequestAlias",
            "kms:ResourceAliases",
            "kms:ReEncryptOnSameKey",
            "kms:RecipientAttestation:*",
            "kms:TrailingDaysWithoutKeyUsage");

    /** What a request brings that has only what the API requires: its own members, and the defaults. */
    private static final Map<String, List<String>> OF_THE_LEAST = Map.ofEntries(
            Map.entry("CreateGrant", List.of("kms:GrantOperations")),
            Map.entry(
                    "CreateKey",
                    List.of(
                            "kms:CustomerMasterKeySpec",
                            "kms:CustomerMasterKeyUsage",
                            "kms:KeyOrigin",
                            "kms:KeySpec",
                            "kms:KeyUsage",
                            "kms:MultiRegion")),
            Map.entry("Decrypt", List.of("kms:EncryptionAlgorithm")),
            Map.entry("DeriveSharedSecret", List.of("kms:KeyAgreementAlgorithm")),
            Map.entry("EnableKeyRotation", List.of("kms:RotationPeriodInDays")),
            Map.entry("Encrypt", List.of("kms:EncryptionAlgorithm")),
            Map.entry("GenerateDataKey", List.of("kms:EncryptionAlgorithm")),
            Map.entry(
                    "GenerateDataKeyPair",
                    List.of("kms:DataKeyPairSpec", "kms:EncryptionAlgorithm")),
            Map.entry(
                    "GenerateDataKeyPairWithoutPlaintext",
                    List.of("kms:DataKeyPairSpec", "kms:EncryptionAlgorithm")),
            Map.entry("GenerateDataKeyWithoutPlaintext", List.of("kms:EncryptionAlgorithm")),
            Map.entry("GenerateMac", List.of("kms:MacAlgorithm")),
            Map.entry(
                    "GetParametersForImport",
                    List.of("kms:WrappingAlgorithm", "kms:WrappingKeySpec")),
            Map.entry("ReEncrypt", List.of("kms:EncryptionAlgorithm")),
            Map.entry("ReplicateKey", List.of("kms:ReplicaRegion")),
            Map.entry("ScheduleKeyDeletion", List.of("kms:ScheduleKeyDeletionPendingWindowInDays")),
            Map.entry("Sign", List.of("kms:MessageType", "kms:SigningAlgorithm")),
            Map.entry("TagResource", List.of("aws:RequestTag/*", "aws:TagKeys")),
            Map.entry("UntagResource", List.of("aws:TagKeys")),
            Map.entry("UpdatePrimaryRegion", List.of("kms:PrimaryRegion")),
            Map.entry("Verify", List.of("kms:MessageType", "kms:SigningAlgorithm")),
            Map.entry("VerifyMac", List.of("kms:MacAlgorithm")));

    static Collection<OperationRow> rows() {
        return TABLE.rows();
    }

    /** Any value of a shape, with every member that {@code wanted} lets pass. */
    private static Document sample(Shape shape, Predicate<Member> wanted) {
        return switch (shape) {
            case StructureShape structure -> structure(structure, wanted);
            case Shape.ListShape list ->
                Document.of(List.of(sample(list.element().shape(), wanted)));
            case Shape.MapShape map ->
                Struct.builder()
                        .put("AppName", sample(map.value().shape(), wanted))
                        .build();
            case Shape.TextShape text ->
                Document.of(text.allowed().stream().findFirst().orElse("sample"));
            case Shape.BlobShape _ -> Document.of(new byte[] {1});
            case Shape.NumberShape _ -> Document.of(100);
            case Shape.BooleanShape _ -> Document.of(true);
            case Shape.TimestampShape _ -> Document.of(Instant.EPOCH);
        };
    }

    private static Struct structure(StructureShape shape, Predicate<Member> wanted) {
        var built = Struct.builder();
        for (var member : shape.members()) {
            if (wanted.test(member)) {
                built.put(member.name(), sample(member.shape(), wanted));
            }
        }
        return built.build();
    }

    private static Struct input(OperationRow row, Predicate<Member> wanted) {
        // The request to retire names a grant, and it is the grant that brings the keys.
        var operation = row.operation().equals("RetireGrant") ? "CreateGrant" : row.operation();
        return structure(MODEL.operation(operation).orElseThrow().input(), wanted);
    }

    private static ContextKeys keys(OperationRow row, String action, Struct input) {
        return RequestedKeys.of(row, action).of(input);
    }

    private static ContextKeys keys(String operation, Struct input) {
        var row = TABLE.row(operation);
        return keys(row, row.action(), input);
    }

    /** What was brought, in the words of the table. */
    private static Set<String> families(OperationRow row, ContextKeys keys) {
        var families = new TreeSet<String>();
        for (var name : keys.names()) {
            families.add(row.conditionKeys().stream()
                    .filter(listed -> listed.endsWith("*")
                            ? name.regionMatches(true, 0, listed, 0, listed.length() - 1)
                            : name.equalsIgnoreCase(listed))
                    .findFirst()
                    .orElse("unlisted: " + name));
        }
        return families;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFullRequestBringsExactlyTheKeysOfItsRow(OperationRow row) {
        var expected = new TreeSet<>(row.conditionKeys());
        OF_OTHER_SOURCES.forEach(expected::remove);
        if (row.operation().equals("RetireGrant")) {
            // It is the key's tags that a grant is retired under, not the request's.
            expected.remove("aws:ResourceTag/*");
        }
        for (var action : row.actions()) {
            var keys = keys(row, action, input(row, _ -> true));
            assertEquals(expected, families(row, keys), row.operation());
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aMinimalRequestBringsOnlyWhatCannotBeLeftOutAndTheDefaults(OperationRow row) {
        for (var action : row.actions()) {
            var keys = keys(row, action, input(row, Member::required));
            assertEquals(
                    new TreeSet<>(OF_THE_LEAST.getOrDefault(row.operation(), List.of())),
                    families(row, keys),
                    row.operation());
        }
    }

    private static void assertIs(String value, ContextKeys keys, String name) {
        assertEquals(Optional.of(new Single(value)), keys.find(name), name);
    }

    private static void assertAre(List<String> values, ContextKeys keys, String name) {
        assertEquals(Optional.of(new Multiple(values)), keys.find(name), name);
    }

    @Test
    void defaultsAreThoseOfTheApi() {
        var key = keys("CreateKey", Struct.empty());
        assertIs("SYMMETRIC_DEFAULT", key, "kms:KeySpec");
        assertIs("SYMMETRIC_DEFAULT", key, "kms:CustomerMasterKeySpec");
        assertIs("ENCRYPT_DECRYPT", key, "kms:KeyUsage");
        assertIs("ENCRYPT_DECRYPT", key, "kms:CustomerMasterKeyUsage");
        assertIs("AWS_KMS", key, "kms:KeyOrigin");
        assertIs("false", key, "kms:MultiRegion");
        assertIs("365", keys("EnableKeyRotation", Struct.empty()), "kms:RotationPeriodInDays");
        assertIs(
                "30",
                keys("ScheduleKeyDeletion", Struct.empty()),
                "kms:ScheduleKeyDeletionPendingWindowInDays");
        assertIs("RAW", keys("Sign", Struct.empty()), "kms:MessageType");
        assertIs("SYMMETRIC_DEFAULT", keys("Decrypt", Struct.empty()), "kms:EncryptionAlgorithm");
    }

    @Test
    void aKeySpecCountsUnderItsOldNameToo() {
        var old = keys("CreateKey", struct("CustomerMasterKeySpec", "RSA_2048"));
        assertIs("RSA_2048", old, "kms:KeySpec");
        assertIs("RSA_2048", old, "kms:CustomerMasterKeySpec");
    }

    @Test
    void aMultiRegionKeyIsMadeAsThePrimary() {
        var keys = keys("CreateKey", struct("MultiRegion", true));
        assertIs("true", keys, "kms:MultiRegion");
        assertIs("PRIMARY", keys, "kms:MultiRegionKeyType");
    }

    @Test
    void aRefusalToBypassTheCheckIsThereAsFalse() {
        var keys = keys("PutKeyPolicy", struct("BypassPolicyLockoutSafetyCheck", false));
        assertIs("false", keys, "kms:BypassPolicyLockoutSafetyCheck");
    }

    @Test
    void eachSideOfReEncryptSeesItsOwnContextAndAlgorithm() {
        var row = TABLE.row("ReEncrypt");
        var input = struct(
                "SourceEncryptionContext",
                Map.of("from", "1"),
                "SourceEncryptionAlgorithm",
                "RSAES_OAEP_SHA_1",
                "DestinationEncryptionContext",
                Map.of("to", "2"));

        var from = keys(row, "kms:ReEncryptFrom", input);
        assertIs("1", from, "kms:EncryptionContext:from");
        assertIs("RSAES_OAEP_SHA_1", from, "kms:EncryptionAlgorithm");
        assertAre(List.of("from"), from, "kms:EncryptionContextKeys");
        assertEquals(Optional.empty(), from.find("kms:EncryptionContext:to"));

        var to = keys(row, "kms:ReEncryptTo", input);
        assertIs("2", to, "kms:EncryptionContext:to");
        assertIs("SYMMETRIC_DEFAULT", to, "kms:EncryptionAlgorithm");
        assertAre(List.of("to"), to, "kms:EncryptionContextKeys");
    }

    @Test
    void aGrantBringsWhatItIsConstrainedTo() {
        for (var type : List.of("EncryptionContextEquals", "EncryptionContextSubset")) {
            var grant = struct(
                    "Constraints",
                    struct(type, Map.of("AppName", "payroll"), "SourceArn", "arn:aws:s3:::b"),
                    "Operations",
                    List.of("Decrypt", "Encrypt"));
            var keys = keys("CreateGrant", grant);
            assertIs(type, keys, "kms:GrantConstraintType");
            assertIs("payroll", keys, "kms:EncryptionContext:AppName");
            assertAre(List.of("AppName"), keys, "kms:EncryptionContextKeys");
            assertIs("arn:aws:s3:::b", keys, "kms:GrantConstraintSourceArn");
            assertAre(List.of("Decrypt", "Encrypt"), keys, "kms:GrantOperations");
            assertIs(type, keys("RetireGrant", grant), "kms:GrantConstraintType");
        }
    }

    @Test
    void theEndOfMaterialIsANumberAsWellAsADate() {
        var whole = struct("ValidTo", Document.of(Instant.ofEpochSecond(1_546_257_600)));
        assertIs("1546257600", keys("ImportKeyMaterial", whole), "kms:ValidTo");
        var half = struct("ValidTo", Document.of(Instant.ofEpochMilli(1_546_257_599_500L)));
        assertIs("1546257599.5", keys("ImportKeyMaterial", half), "kms:ValidTo");
    }

    @Test
    void tagsOfANewKeyAreItsOwnAndTheRequests() {
        var keys = keys("CreateKey", struct("Tags", List.of(tag("Team", "blue"))));
        assertIs("blue", keys, "aws:RequestTag/Team");
        assertIs("blue", keys, "aws:ResourceTag/Team");
        assertAre(List.of("Team"), keys, "aws:TagKeys");
    }

    @Test
    void refusesATableWithAKeyThatNoRequestBrings() {
        var table = KmsOperationsTable.parse(
                "CreateKey  yes  =  write  *  iam  no  -  CV  kms:KeySpec kms:Colour");
        var refused = assertThrows(
                IllegalStateException.class,
                () -> RequestedKeys.of(table.row("CreateKey"), "kms:CreateKey"));
        assertEquals(
                "the operations table lists kms:Colour, which no request brings",
                refused.getMessage());
    }
}
