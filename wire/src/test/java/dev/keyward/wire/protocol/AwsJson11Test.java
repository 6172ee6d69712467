package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.model.OperationModel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsJson11Test {

    private static final Protocol KMS = Protocol.of(ApiModel.load("kms"));
    private static final Protocol ORGANIZATIONS = Protocol.of(ApiModel.load("organizations"));

    @Test
    void readsWhatAClientSends() {
        Struct input = read("Encrypt", """
                        {"KeyId":"alias/a","Plaintext":"c2VjcmV0","Unknown":{"deep":[1]},
                         "EncryptionContext":{"b":"2","a":"1"},"DryRun":false,"GrantTokens":null}""");

        assertEquals("alias/a", input.requiredText("KeyId"));
        assertArrayEquals(
                "secret".getBytes(StandardCharsets.UTF_8), input.requiredBlob("Plaintext"));
        assertEquals("{b=2, a=1}", input.textMap("EncryptionContext").toString());
        assertEquals(Optional.of(false), input.bool("DryRun"));
        assertEquals(4, input.members().size());
    }

    @Test
    void readsNamesAndValuesBeyondTheBasicPlane() {
        Struct input = read("Encrypt", """
                {"KeyId":"k","Plaintext":"AA==","EncryptionContext":{"\\ud83d\\ude00":"\\ud83d\\ude00"}}""");

        assertEquals(
                "{\uD83D\uDE00=\uD83D\uDE00}",
                input.textMap("EncryptionContext").toString());
    }

    @Test
    void readsTimesAsNumbersAndAsText() {
        String wanted = "2026-01-02T03:04:05.250Z";
        for (String time : new String[] {"1767323045.25", "1.76732304525E9", '"' + wanted + '"'}) {
            String body =
                    "{\"KeyId\":\"k\",\"ImportToken\":\"AA==\",\"EncryptedKeyMaterial\":\"AA==\",\"ValidTo\":"
                            + time + "}";
            assertEquals(
                    Optional.of(Instant.parse(wanted)),
                    read("ImportKeyMaterial", body).time("ValidTo"));
        }
    }

    /** Source: what AWS's JSON services answer to values of the wrong type. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"KeyId":1}                       | NUMBER_VALUE can not be converted to a String
                    {"KeyId":true}                    | TRUE_VALUE can not be converted to a String
                    {"KeyId":["k"]}                   | Start of list found where not expected
                    {"KeyId":{"k":1}}                 | Start of structure or map found where not expected.
                    {"NumberOfBytes":"1"}             | STRING_VALUE can not be converted to an Integer
                    {"NumberOfBytes":1.5}             | NUMBER_VALUE can not be converted to an Integer
                    {"NumberOfBytes":false}           | FALSE_VALUE can not be converted to an Integer
                    {"DryRun":"false"}                | STRING_VALUE can not be converted to a Boolean
                    {"GrantTokens":"x"}               | Expected list or null
                    {"GrantTokens":[1]}               | NUMBER_VALUE can not be converted to a String
                    {"EncryptionContext":"x"}         | Expected map or null
                    {"EncryptionContext":{"a":1}}     | NUMBER_VALUE can not be converted to a String
                    {"Recipient":"x"}                 | Expected null
                    {"Recipient":{"AttestationDocument":1}} | NUMBER_VALUE can not be converted to a Blob
                    []                                | Start of list found where not expected
                    """)
    void wordsAWrongType(String body, String message) {
        ServiceException refusal = refusal("GenerateDataKey", body);

        assertEquals(CommonError.SERIALIZATION, refusal.code());
        assertEquals(message, refusal.text().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "\"x\"",
                "{\"NumberOfBytes\":1,}",
                "{\"NumberOfBytes\":NaN}",
                "{\"NumberOfBytes\":01}",
                "{\"NumberOfBytes\":1}{}",
                "{\"NumberOfBytes\":1} x",
                "{'NumberOfBytes':1}",
                "{\"KeyId\":\"a\",\"KeyId\":\"b\"}",
                "{\"KeyId\":\"\\ud800\"}",
                "{\"KeyId\":\"\\ud800\\ud800\"}",
                "{\"KeyId\":\"\\udc00\\ud800\"}",
                "{\"EncryptionContext\":{\"\\ud800\":\"x\"}}",
                "{\"EncryptionContext\":{\"a\":\"1\",\"a\":\"1\"}}",
                "{\"EncryptionContext\":{\"a\":null}}",
                "{\"GrantTokens\":[null]}",
                "{\"Recipient\":{\"AttestationDocument\":\"AA=\"}}",
                "{\"Recipient\":{\"AttestationDocument\":\"AAA\"}}",
                "{\"Recipient\":{\"AttestationDocument\":\"A A=\"}}",
                "{\"Recipient\":{\"AttestationDocument\":\"-_A=\"}}"
            })
    void refusesWhatCannotBeRead(String body) {
        ServiceException refusal = refusal("GenerateDataKey", body);

        assertEquals(CommonError.SERIALIZATION, refusal.code());
        assertEquals(Optional.empty(), refusal.text());
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = "{\"KeyId\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "{\"KeyId\":\"k\"}".getBytes(StandardCharsets.UTF_16LE);
        byte[] overlong = "{\"KeyId\":\"??\"}".getBytes(StandardCharsets.ISO_8859_1);
        overlong[10] = (byte) 0xC0;
        overlong[11] = (byte) 0x80;

        for (byte[] body : new byte[][] {latin, wide, overlong}) {
            assertEquals(CommonError.SERIALIZATION, refusal("DescribeKey", body).code());
        }
    }

    @Test
    void refusesDepthWithoutHarm() {
        String deep = "{\"Unknown\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertEquals(CommonError.SERIALIZATION, refusal("DescribeKey", deep).code());
    }

    @Test
    void refusesTimesThatNoClockHas() {
        for (var time : new String[] {"1e99999999999", "1e-2147483647", "1e-20000000"}) {
            assertEquals(
                    CommonError.SERIALIZATION,
                    refusal("ImportKeyMaterial", "{\"ValidTo\":" + time + "}").code(),
                    time);
        }
    }

    @Test
    void refusesANumberBeyondAnyInteger() {
        String range = refusal("GenerateRandom", "{\"NumberOfBytes\":99999999999}")
                .text()
                .orElseThrow();

        assertEquals(
                "1 validation error detected: Value '99999999999' at 'numberOfBytes' failed to"
                        + " satisfy constraint: Member must have value less than or equal to 1024",
                range);
        assertEquals(
                CommonError.SERIALIZATION,
                refusal("GenerateRandom", "{\"NumberOfBytes\":1" + "0".repeat(2000) + "}")
                        .code());
    }

    @Test
    void takesAnEmptyBodyOnlyWhereThereIsNothingToSend() {
        OperationModel describe =
                ORGANIZATIONS.api().operation("DescribeOrganization").orElseThrow();

        assertEquals(
                Struct.empty(),
                ORGANIZATIONS.read(describe, request("AWSOrganizationsV20161128.X", new byte[0])));
        assertEquals(CommonError.SERIALIZATION, refusal("ListKeys", "").code());
    }

    @Test
    void findsTheOperationOfTheTarget() {
        assertEquals(
                "Decrypt",
                KMS.operation(request("TrentService.Decrypt", new byte[0])).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TrentService.Nothing", "TrentService.", "Decrypt", "", "Other.Decrypt"})
    void refusesATargetThatIsNone(String target) {
        var refusal = assertThrows(
                ServiceException.class, () -> KMS.operation(request(target, new byte[0])));

        assertEquals(CommonError.UNKNOWN_OPERATION, refusal.code());
    }

    @Test
    void writesTimesAsSecondsWithMillis() {
        var output = Struct.builder()
                .put("KeyId", "k")
                .put("DeletionDate", Instant.parse("2026-01-02T03:04:05.256789Z"))
                .build();

        assertEquals(
                "{\"KeyId\":\"k\",\"DeletionDate\":1767323045.256}",
                reply("ScheduleKeyDeletion", output));
    }

    @Test
    void answersWithNothingWhereTheModelHasNothing() {
        assertEquals("", reply("EnableKey", Struct.empty()));
    }

    @Test
    void refusesItsOwnMisspeltMembersAndWrongTypes() {
        var misspelt = Struct.builder().put("KeyID", "k").build();
        var wrongType = Struct.builder().put("KeyId", 1).build();
        var tooBig = Struct.builder().put("PendingWindowInDays", 1L << 40).build();

        assertThrows(IllegalStateException.class, () -> reply("Encrypt", misspelt));
        assertThrows(IllegalStateException.class, () -> reply("Encrypt", wrongType));
        assertThrows(IllegalStateException.class, () -> reply("ScheduleKeyDeletion", tooBig));
        assertThrows(IllegalStateException.class, () -> reply("EnableKey", wrongType));
    }

    @Test
    void writesAModelledErrorWithItsMessage() {
        var error = KMS.api().error("NotFoundException").orElseThrow();

        assertEquals(
                "400 {\"__type\":\"NotFoundException\",\"message\":\"Key 'k' does not exist\"}",
                refuse(KMS, error.because("Key 'k' does not exist")));
        assertEquals("400 {\"__type\":\"NotFoundException\"}", refuse(KMS, error.withoutMessage()));
    }

    @Test
    void writesADeniedAccessWithACapital() {
        assertEquals(
                "400 {\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}",
                refuse(KMS, CommonError.ACCESS_DENIED.because("no")));
    }

    @Test
    void writesTheDetailsThatAnErrorHas() {
        var error = ORGANIZATIONS.api().error("InvalidInputException").orElseThrow();
        var details = Struct.builder().put("Reason", "INVALID_ENUM").build();

        assertEquals(
                "400 {\"__type\":\"InvalidInputException\",\"Message\":\"no\",\"Reason\":\"INVALID_ENUM\"}",
                refuse(ORGANIZATIONS, error.because("no").withDetails(details)));
    }

    private static String refuse(Protocol protocol, ServiceException refusal) {
        HttpReply reply = protocol.refuse(refusal, "id");
        assertEquals(Optional.of("id"), reply.headers().first("x-amzn-requestid"));
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static String reply(String operation, Struct output) {
        HttpReply reply = KMS.reply(KMS.api().operation(operation).orElseThrow(), output, "id");
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static Struct read(String operation, String body) {
        return KMS.read(
                KMS.api().operation(operation).orElseThrow(),
                request("TrentService." + operation, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static ServiceException refusal(String operation, String body) {
        return refusal(operation, body.getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceException refusal(String operation, byte[] body) {
        return assertThrows(
                ServiceException.class,
                () -> KMS.read(
                        KMS.api().operation(operation).orElseThrow(),
                        request("TrentService." + operation, body)));
    }

    private static HttpRequest request(String target, byte[] body) {
        return new HttpRequest("POST", "/", "", Headers.of(Map.of("x-amz-target", target)), body);
    }
}
