package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsQueryTest {

    private static final Protocol IAM = Protocol.of(ApiModel.load("iam"));
    private static final Protocol STS = Protocol.of(ApiModel.load("sts"));

    private static final String ASSUME =
            "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa"
                    + "&RoleSessionName=one";

    @Test
    void readsNestedListsInTheOrderOfTheirNumbers() {
        Struct input = read(
                STS,
                ASSUME
                        + "&Tags.member.10.Key=ten&Tags.member.10.Value=10"
                        + "&Tags.member.2.Key=two&Tags.member.2.Value=a+b%3D"
                        + "&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FX");

        List<Struct> tags = input.structs("Tags");
        assertEquals("two", tags.getFirst().requiredText("Key"));
        assertEquals("a b=", tags.getFirst().requiredText("Value"));
        assertEquals("ten", tags.getLast().requiredText("Key"));
        assertEquals(
                "arn:aws:iam::aws:policy/X",
                input.structs("PolicyArns").getFirst().requiredText("arn"));
    }

    @Test
    void readsAnEmptyList() {
        assertEquals(0, read(STS, ASSUME + "&Tags=").structs("Tags").size());
    }

    /** Source: what STS does with each of these. */
    @Test
    void readsNumbersAsStsDoes() {
        assertEquals(Optional.of(900), duration("%2B900"));
        assertEquals(Optional.of(900), duration("0900"));
        assertEquals(
                Optional.of("missing value for decimal type"),
                refusal(STS, ASSUME + "&DurationSeconds=").text());
        for (String text :
                List.of("abc", "900.0", "2147483648", "-2147483649", "1e3", "%D9%A9%D9%A0%D9%A0")) {
            assertEquals(
                    CommonError.SERIALIZATION,
                    refusal(STS, ASSUME + "&DurationSeconds=" + text).code());
        }
    }

    @Test
    void letsTheFirstOfTwoCount() {
        assertEquals(
                "one", read(STS, ASSUME + "&RoleSessionName=x").requiredText("RoleSessionName"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&Tags=x",
                "&Tags.member=x",
                "&Tags.member=",
                "&Tags.1.Key=a",
                "&Tags.member.x.Key=a",
                "&Tags.member.0.Key=a",
                "&Tags.member.01.Key=a",
                "&Tags.member.9999999999.Key=a",
                "&Tags.member.-1.Key=a"
            })
    void refusesAListThatIsNone(String parameters) {
        assertEquals(
                CommonError.SERIALIZATION, refusal(STS, ASSUME + parameters).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"&a=%", "&a=%4", "&a=%zz", "&a=%FF", "&%C0%80=1", "&a=%ED%A0%80"})
    void refusesAFormThatIsNone(String parameters) {
        assertEquals(
                CommonError.MALFORMED_QUERY_STRING,
                refusal(STS, ASSUME + parameters).code());
    }

    @Test
    void refusesTooManyParametersAndTooDeepNames() {
        var many = new StringBuilder(ASSUME);
        for (int i = 0; i < 20_000; i++) {
            many.append("&p").append(i).append('=');
        }

        assertEquals(
                CommonError.MALFORMED_QUERY_STRING,
                refusal(STS, many.toString()).code());
        assertEquals(
                CommonError.MALFORMED_QUERY_STRING,
                refusal(STS, ASSUME + "&" + "a.".repeat(100_000) + "=").code());

        var wide = new StringBuilder(ASSUME);
        for (int i = 0; i < 3_000; i++) {
            wide.append("&p").append(i).append(".a".repeat(25)).append('=');
        }
        assertEquals(
                Optional.of("the parameter names have more than 65536 parts"),
                refusal(STS, wide.toString()).text());
    }

    @Test
    void repeatsLittleOfAnActionThatIsNone() {
        String action = "\uD83D\uDD11".repeat(100_000);

        assertEquals(
                "Could not find operation " + action.substring(0, 512) + " for version 1",
                unknown("Action=" + action + "&Version=1"));
    }

    @Test
    void findsActionsInTheQueryStringToo() {
        var request = new HttpRequest(
                "GET",
                "/",
                "Action=GetCallerIdentity&Version=2011-06-15",
                Headers.none(),
                new byte[0]);

        assertEquals("GetCallerIdentity", STS.operation(request).name());
    }

    /** Source: what STS answers to each of these. */
    @Test
    void wordsAnActionThatIsNone() {
        assertEquals(
                "Could not find operation NoSuchAction for version 2011-06-15",
                unknown("Action=NoSuchAction&Version=2011-06-15"));
        assertEquals(
                "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
                unknown("Action=GetCallerIdentity"));
        assertEquals(
                "Could not find operation GetCallerIdentity for version ",
                unknown("Action=GetCallerIdentity&Version="));
        assertEquals(
                "Could not find operation GetCallerIdentity for version 2000-01-01",
                unknown("Action=GetCallerIdentity&Version=2000-01-01&Version=2011-06-15"));
        assertEquals(
                "Could not find operation  for version 2011-06-15",
                unknown("Action=&Version=2011-06-15"));
    }

    @Test
    void refusesAFormWithoutAction() {
        var refusal = assertThrows(
                ServiceException.class, () -> STS.operation(request("Version=2011-06-15")));

        assertEquals(CommonError.MISSING_ACTION, refusal.code());
    }

    @Test
    void writesErrorsOfNoOperationInTheNamespaceOfFaults() {
        String body = refuse(STS, CommonError.UNKNOWN_OPERATION.because("no"));

        assertEquals("""
                400 <ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">
                  <Error>
                    <Type>Sender</Type>
                    <Code>InvalidAction</Code>
                    <Message>no</Message>
                  </Error>
                  <RequestId>id</RequestId>
                </ErrorResponse>
                """, body);
    }

    @Test
    void writesItsOwnErrorsInItsNamespace() {
        ErrorCode noSuchEntity = IAM.api().error("NoSuchEntity").orElseThrow();
        ErrorCode failure = IAM.api().error("ServiceFailure").orElseThrow();

        assertEquals(
                """
                404 <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
                  <Error>
                    <Type>Sender</Type>
                    <Code>NoSuchEntity</Code>
                    <Message>The user with name &lt;&amp;&gt;\uFFFD cannot be found.</Message>
                  </Error>
                  <RequestId>id</RequestId>
                </ErrorResponse>
                """,
                refuse(IAM, noSuchEntity.because("The user with name <&>\u0001 cannot be found.")));
        assertEquals("500", refuse(IAM, failure.withoutMessage()).substring(0, 3));
    }

    private static Optional<Integer> duration(String text) {
        return read(STS, ASSUME + "&DurationSeconds=" + text).integer("DurationSeconds");
    }

    private static String unknown(String form) {
        var refusal = assertThrows(ServiceException.class, () -> STS.operation(request(form)));
        assertEquals(CommonError.UNKNOWN_OPERATION, refusal.code());
        return refusal.text().orElseThrow();
    }

    private static String refuse(Protocol protocol, ServiceException refusal) {
        HttpReply reply = protocol.refuse(refusal, "id");
        assertEquals(Optional.of("id"), reply.headers().first("x-amzn-requestid"));
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static Struct read(Protocol protocol, String form) {
        HttpRequest request = request(form);
        return protocol.read(protocol.operation(request), request);
    }

    private static ServiceException refusal(Protocol protocol, String form) {
        return assertThrows(ServiceException.class, () -> read(protocol, form));
    }

    private static HttpRequest request(String form) {
        return new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(
                        Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8")),
                form.getBytes(StandardCharsets.UTF_8));
    }
}
