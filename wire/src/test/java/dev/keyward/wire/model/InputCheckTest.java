package dev.keyward.wire.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class InputCheckTest {

    private static final ApiModel KMS = ApiModel.load("kms");
    private static final ApiModel IAM = ApiModel.load("iam");
    private static final ApiModel STS = ApiModel.load("sts");

    @Test
    void letsGoodInputPass() {
        var input = Struct.builder()
                .put("KeyId", "alias/a")
                .put("NumberOfBytes", 32)
                .build();

        assertDoesNotThrow(() -> check(KMS, "GenerateDataKey", input));
    }

    @Test
    void namesARangeThatIsLeft() {
        assertEquals(
                "1 validation error detected: Value '0' at 'numberOfBytes' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 1",
                text(KMS, "GenerateRandom", Struct.builder().put("NumberOfBytes", 0)));
        assertEquals(
                "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy"
                        + " constraint: Member must have value less than or equal to 1024",
                text(KMS, "GenerateRandom", Struct.builder().put("NumberOfBytes", 1025)));
    }

    @Test
    void namesEveryMissingMember() {
        assertEquals(
                "2 validation errors detected: Value null at 'keyId' failed to satisfy constraint:"
                        + " Member must not be null; Value null at 'plaintext' failed to satisfy"
                        + " constraint: Member must not be null",
                text(KMS, "Encrypt", Struct.builder()));
    }

    @Test
    void doesNotRepeatABlob() {
        var input = Struct.builder().put("KeyId", "k").put("Plaintext", new byte[4097]);

        assertEquals(
                "1 validation error detected: Value at 'plaintext' failed to satisfy constraint:"
                        + " Member must have length less than or equal to 4096",
                text(KMS, "Encrypt", input));
    }

    @Test
    void doesNotRepeatASensitiveText() {
        var input =
                Struct.builder().put("CustomKeyStoreName", "s").put("KeyStorePassword", "short");
        String text = text(KMS, "CreateCustomKeyStore", input);

        assertTrue(text.contains("Value at 'keyStorePassword' failed"), text);
        assertFalse(text.contains("short"), text);
    }

    @Test
    void repeatsNoMoreThanTheBeginningOfALongValue() {
        String whole = "k".repeat(8_192);
        assertTrue(textOfKeyId(whole).contains("Value '" + whole + "' at 'keyId'"));
        assertTrue(textOfKeyId(whole + "k").contains("Value '" + whole + "...' at 'keyId'"));
        String halved = "k".repeat(8_191) + "\ud83d\ude00";
        assertTrue(textOfKeyId(halved).contains("k...' at 'keyId'"));
    }

    private static String textOfKeyId(String keyId) {
        return text(KMS, "DescribeKey", Struct.builder().put("KeyId", keyId));
    }

    @Test
    void listsAnEnumerationInTheModelsOrder() {
        var input = Struct.builder().put("KeyId", "k").put("KeySpec", "AES_512");

        assertEquals(
                "1 validation error detected: Value 'AES_512' at 'keySpec' failed to satisfy"
                        + " constraint: Member must satisfy enum value set: [AES_256, AES_128]",
                text(KMS, "GenerateDataKey", input));
    }

    /** Source: what STS answers to an empty role ARN. */
    @Test
    void givesThePatternBeforeTheLength() {
        var input = Struct.builder().put("RoleArn", "").put("RoleSessionName", "session");
        String place = "Value '' at 'roleArn' failed to satisfy constraint: ";

        assertEquals(
                "2 validation errors detected: "
                        + place
                        + "Member must satisfy regular expression pattern:"
                        + " [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF"
                        + "\\uE000-\\uFFFD\\u10000-\\u10FFFF]+; "
                        + place
                        + "Member must have length greater than or equal to 20",
                text(STS, "AssumeRole", input));
    }

    /** Source: STS takes 2,048 two-byte characters and refuses 2,049 of them for their length. */
    @Test
    void countsLengthInCodePoints() {
        var input = Struct.builder().put("RoleSessionName", "session");
        String pairs = "\uD83D\uDE00".repeat(2048);

        assertDoesNotThrow(() -> check(
                STS, "AssumeRole", input.put("RoleArn", "\u00e9".repeat(2048)).build()));
        String text = text(STS, "AssumeRole", input.put("RoleArn", pairs));
        assertTrue(text.startsWith("1 validation error detected"), text.substring(0, 80));
        assertFalse(text.contains("length"), "2,048 code points are not too long");
    }

    @Test
    void givesThePathOfAMemberInAList() {
        var tag = Struct.builder()
                .put("TagKey", "k".repeat(129))
                .put("TagValue", "v")
                .build();
        var input = Struct.builder().putList("Tags", List.of(tag));

        assertEquals(
                "1 validation error detected: Value '"
                        + "k".repeat(129)
                        + "' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have"
                        + " length less than or equal to 128",
                text(KMS, "CreateKey", input));
    }

    @Test
    void tellsOfSimpleElementsOnceWithAllTheirConstraints() {
        var input = Struct.builder()
                .put("KeyId", "k")
                .putTexts("TagKeys", List.of("fine", "", "x".repeat(129)));

        assertEquals(
                "1 validation error detected: Value '[fine, , "
                        + "x".repeat(129)
                        + "]' at 'tagKeys' failed to satisfy constraint: Member must satisfy"
                        + " constraint: [Member must have length less than or equal to 128, Member"
                        + " must have length greater than or equal to 1]",
                text(KMS, "UntagResource", input));
    }

    @Test
    void neverRepeatsAValueInIam() {
        assertEquals(
                "2 validation errors detected: Value at 'userName' failed to satisfy constraint:"
                        + " Member must not be null; Value at 'tagKeys' failed to satisfy constraint:"
                        + " Member must satisfy constraint: [Member must have length less than or"
                        + " equal to 128, Member must have length greater than or equal to 1, Member"
                        + " must satisfy regular expression pattern:"
                        + " [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]",
                text(IAM, "UntagUser", Struct.builder().putTexts("TagKeys", List.of("a#b"))));
    }

    @Test
    void tellsNoMoreThanTenViolations() {
        var tags = new ArrayList<Document>();
        for (int i = 0; i < 10_000; i++) {
            tags.add(Struct.builder().put("TagKey", "").put("TagValue", "v").build());
        }
        String text = text(KMS, "CreateKey", Struct.builder().putList("Tags", tags));

        assertTrue(text.startsWith("10 validation errors detected: "), text);
    }

    @Test
    void tellsOfMapsAsAWhole() {
        var element = new Member("value", Optional.empty(), digits(), Member.Traits.NONE);
        var entries = new Shape.MapShape.Entries(new Bounds(0, 1), false);
        var map = new Shape.MapShape("Map", element, element, entries);
        var structure = new StructureShape("Input", false);
        structure.complete(List.of(new Member("Map", Optional.empty(), map, Member.Traits.NONE)));
        var members = new LinkedHashMap<String, Document>();
        members.put("a", Document.of("1"));
        members.put("2", Document.of("b"));
        var input = new Struct(Map.of("Map", new Struct(members)));
        String place = "Value '{a=1, 2=b}' at 'map' failed to satisfy constraint: ";
        String all = "[Member must satisfy regular expression pattern: [0-9]+]";

        assertEquals(
                "3 validation errors detected: "
                        + place
                        + "Member must have length less than or equal to 1; "
                        + place
                        + "Map keys must satisfy constraint: "
                        + all
                        + "; "
                        + place
                        + "Map value must satisfy constraint: "
                        + all,
                assertThrows(
                                ServiceException.class,
                                () -> InputCheck.check(structure, input, Wording.ECHOING))
                        .getMessage());
    }

    private static Shape digits() {
        return new Shape.TextShape(
                "Digits", false, Bounds.NONE, Optional.of(Pattern.compile("[0-9]+")), List.of());
    }

    private static String text(ApiModel api, String operation, Struct.Builder input) {
        var refusal =
                assertThrows(ServiceException.class, () -> check(api, operation, input.build()));
        assertEquals(CommonError.VALIDATION, refusal.code());
        return refusal.text().orElseThrow();
    }

    private static void check(ApiModel api, String operation, Struct input) {
        InputCheck.check(
                api.operation(operation).orElseThrow().input(),
                input,
                api.service().wording());
    }
}
