package dev.keyward.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal before the secret is known: its code, its text and its place in the order. */
final class RefusalTest {

    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

    private static final String DATE = "20150830T123600Z";

    private static final String CREDENTIAL = "AKIDEXAMPLE/20150830/us-east-1/kms/aws4_request";

    private static final Expectation KMS =
            new Expectation("kms", "us-east-1"::equals, Duration.ofMinutes(5));

    @Test
    void namesTheMissingSignature() {
        assertRefused(
                CommonError.MISSING_AUTHENTICATION_TOKEN,
                "Request is missing Authentication Token",
                request(Headers.of(Map.of("host", "h")), ""));
    }

    @Test
    void refusesTwoSignatures() {
        var refusal =
                refusal(request(signed(DATE, CREDENTIAL), "X-Amz-Algorithm=AWS4-HMAC-SHA256"));

        assertEquals(CommonError.SIGNATURE, refusal.code());
    }

    @ParameterizedTest
    @CsvSource({"Basic abc,Basic", "AWS4-HMAC-SHA512 x,AWS4-HMAC-SHA512", "'',''"})
    void refusesOtherAlgorithms(String authorization, String algorithm) {
        assertRefused(
                CommonError.INCOMPLETE_SIGNATURE,
                "Unsupported AWS 'algorithm': '" + algorithm + "'.",
                request(Headers.of(Map.of("authorization", authorization)), ""));
    }

    @Test
    void namesAPartThatIsNoPair() {
        assertRefused(
                CommonError.INCOMPLETE_SIGNATURE,
                "'FooBar' not a valid key=value pair (missing equal-sign) in Authorization header:"
                        + " 'Credential=a, FooBar'",
                request(
                        Headers.of(
                                Map.of("authorization", "AWS4-HMAC-SHA256 Credential=a, FooBar")),
                        ""));
    }

    @Test
    void namesEveryPartThatIsMissing() {
        assertRefused(
                CommonError.INCOMPLETE_SIGNATURE,
                "Authorization header requires 'Credential' parameter. Authorization header requires"
                        + " 'Signature' parameter. Authorization header requires 'SignedHeaders'"
                        + " parameter. Authorization header requires existence of either a"
                        + " 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256",
                request(Headers.of(Map.of("authorization", "AWS4-HMAC-SHA256")), ""));
        assertRefused(
                CommonError.INCOMPLETE_SIGNATURE,
                "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string"
                        + " parameters must include 'X-Amz-Date'. Re-examine the query-string"
                        + " parameters.",
                request(
                        Headers.none(),
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a&X-Amz-SignedHeaders=host"));
    }

    @Test
    void demandsThatHostIsSigned() {
        assertRefused(
                CommonError.SIGNATURE,
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
                request(authorized(DATE, CREDENTIAL, "x-amz-date"), ""));
    }

    @Test
    void demandsThatEveryAmzHeaderButTheTokenIsSigned() {
        Headers headers = signed(DATE, CREDENTIAL)
                .with("x-amz-security-token", "t")
                .with("x-amz-target", "TrentService.ScheduleKeyDeletion");

        assertRefused(
                CommonError.SIGNATURE,
                "'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.",
                request(headers, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host;a b", "host;", "host;a\nb", "host;\u00e9"})
    void refusesNamesThatAreNoHeaders(String names) {
        assertEquals(
                CommonError.INCOMPLETE_SIGNATURE,
                refusal(request(authorized(DATE, CREDENTIAL, names), "")).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 30 Aug 2015 12:36:00 GMT",
                "2015-08-30T12:36:00Z",
                "20150830",
                "20150231T123600Z",
                "20150830T246000Z",
                "20150830T123600",
                ""
            })
    void refusesADateInAnotherForm(String date) {
        assertRefused(
                CommonError.INCOMPLETE_SIGNATURE,
                "Date must be in ISO-8601 'basic format'. Got '" + date
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601",
                request(signed(date, CREDENTIAL), ""));
    }

    @Test
    void refusesWhatIsTooOldOrTooNewToTheSecond() {
        assertInstanceOf(SignedRequest.class, read(signed("20150830T123100Z", CREDENTIAL)));
        assertRefused(
                CommonError.SIGNATURE,
                "Signature expired: 20150830T123059Z is now earlier than 20150830T123100Z"
                        + " (20150830T123600Z - 5 min.)",
                request(signed("20150830T123059Z", CREDENTIAL), ""));
        assertInstanceOf(SignedRequest.class, read(signed("20150830T124100Z", CREDENTIAL)));
        assertRefused(
                CommonError.SIGNATURE,
                "Signature not yet current: 20150830T124101Z is still later than 20150830T124100Z"
                        + " (20150830T123600Z + 5 min.)",
                request(signed("20150830T124101Z", CREDENTIAL), ""));
    }

    @Test
    void takesTheDateHeaderWhereTheOtherIsMissing() {
        Headers headers = Headers.of(Map.of(
                "host",
                "h",
                "date",
                DATE,
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL
                        + ", SignedHeaders=date;host, Signature=0"));

        assertInstanceOf(SignedRequest.class, read(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b/c/d", "a/b/c/d/e/f", "a/b/c/d/e/"})
    void refusesACredentialThatHasNotFiveParts(String credential) {
        assertRefused(
                CommonError.INCOMPLETE_SIGNATURE,
                "Credential must have exactly 5 slash-delimited elements, e.g."
                        + " keyid/date/region/service/term, got '" + credential + "'",
                request(signed(DATE, credential), ""));
    }

    @Test
    void namesEverythingThatIsWrongWithTheScope() {
        assertRefused(
                CommonError.SIGNATURE,
                "Credential should be scoped to a valid region, not 'mars-1'. Credential should be"
                        + " scoped to correct service: 'kms'. Credential should be scoped with a valid"
                        + " terminator: 'aws4_request', not 'aws5'. Date in Credential scope does not"
                        + " match YYYYMMDD from ISO-8601 version of date from HTTP: '20150829' !="
                        + " '20150830', from '20150830T123600Z'.",
                request(signed(DATE, "AKIDEXAMPLE/20150829/mars-1/iam/aws5"), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNSIGNED-PAYLOAD",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                ""
            })
    void refusesAStatedHashThatIsNotTheBodys(String stated) {
        Headers headers = authorized(DATE, CREDENTIAL, "host;x-amz-content-sha256;x-amz-date")
                .with("x-amz-content-sha256", stated);

        assertRefused(
                CommonError.SIGNATURE,
                "The value of 'x-amz-content-sha256' is not the SHA-256 of the body.",
                request(headers, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%zz", "/..", "/a/../../b", "a", "*"})
    void refusesAPathThatIsNone(String path) {
        var request = new HttpRequest("POST", path, "", signed(DATE, CREDENTIAL), new byte[0]);

        assertEquals(CommonError.INVALID_URI_PATH, refusal(request).code());
    }

    @Test
    void refusesAQueryStringThatIsNone() {
        assertEquals(
                CommonError.MALFORMED_QUERY_STRING,
                refusal(request(signed(DATE, CREDENTIAL), "a=%4")).code());
    }

    @ParameterizedTest
    @CsvSource({"604801", "99999999999999999999", "0", "-1", "x", "''"})
    void refusesALifeThatIsNone(String expires) {
        assertEquals(
                CommonError.INCOMPLETE_SIGNATURE,
                refusal(presigned(DATE, expires)).code());
    }

    @Test
    void letsAPresignedRequestLiveAsLongAsItSaysAndNoLonger() {
        assertInstanceOf(
                SignedRequest.class,
                SignedRequest.read(presigned("20150830T123500Z", "60"), KMS, NOW));
        assertRefused(
                CommonError.SIGNATURE,
                "Signature expired: 20150830T123559Z is now earlier than 20150830T123600Z",
                presigned("20150830T123459Z", "60"));
        assertEquals(
                CommonError.SIGNATURE,
                refusal(presigned("20150830T123000Z", "604800")).code());
    }

    @Test
    void givesTheSignatureOfAKnownKeyAsTheLastCheck() {
        var signed = (SignedRequest) read(signed(DATE, CREDENTIAL));
        var key = SigningKey.derive("secret".getBytes(StandardCharsets.UTF_8), signed.scope());

        assertEquals(
                new Refusal(
                        CommonError.SIGNATURE,
                        "The request signature we calculated does not match the signature you"
                                + " provided. Check your AWS Secret Access Key and signing method."
                                + " Consult the service documentation for details."),
                signed.verify(key));
        assertEquals(Optional.empty(), signed.sessionToken());
    }

    private static void assertRefused(CommonError code, String message, HttpRequest request) {
        assertEquals(new Refusal(code, message), refusal(request));
    }

    private static Refusal refusal(HttpRequest request) {
        return assertInstanceOf(Refusal.class, SignedRequest.read(request, KMS, NOW));
    }

    private static Reading read(Headers headers) {
        return SignedRequest.read(request(headers, ""), KMS, NOW);
    }

    private static HttpRequest request(Headers headers, String query) {
        return new HttpRequest("POST", "/", query, headers, new byte[0]);
    }

    private static HttpRequest presigned(String date, String expires) {
        return request(
                Headers.of(Map.of("host", "h")),
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                        + CREDENTIAL.replace("/", "%2F")
                        + "&X-Amz-Date="
                        + date
                        + "&X-Amz-Expires="
                        + expires
                        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=0");
    }

    private static Headers signed(String date, String credential) {
        return authorized(date, credential, "host;x-amz-date");
    }

    private static Headers authorized(String date, String credential, String signedHeaders) {
        return Headers.of(Map.of(
                "host",
                "h",
                "x-amz-date",
                date,
                "authorization",
                "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=" + signedHeaders
                        + ", Signature=0"));
    }
}
