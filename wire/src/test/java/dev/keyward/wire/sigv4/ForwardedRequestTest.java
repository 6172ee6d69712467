package dev.keyward.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ForwardedRequestTest {

    private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
    private static final byte[] SECRET =
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.US_ASCII);
    private static final Expectation S3 =
            new Expectation("s3", "us-east-1"::equals, Duration.ofMinutes(15));

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ForwardedRequest parsed(String text) {
        return ForwardedRequest.parse(encoded(text)).orElseThrow();
    }

    private static Verdict verdict(ForwardedRequest request) {
        var read = assertInstanceOf(
                SignedRequest.class, SignedRequest.readForwarded(request, S3, NOW));
        return read.verify(SigningKey.derive(SECRET, read.scope()));
    }

    /** The first example of "Signature Calculations for the Authorization Header" of the S3 API Reference. */
    @Test
    void verifiesTheRequestThatAwsPublishes() {
        assertInstanceOf(Verdict.Valid.class, verdict(parsed("""
                GET /test.txt HTTP/1.1
                Host: examplebucket.s3.amazonaws.com
                Range: bytes=0-9
                x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                x-amz-date: 20130524T000000Z
                Authorization: AWS4-HMAC-SHA256 \
                Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,\
                SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,\
                Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41

                """)));
    }

    @Test
    void keepsWhatItIsGiven() {
        var request = new HttpRequest(
                "PUT",
                "/a%20b/../c//d",
                "x=1&y",
                Headers.of(Map.of("host", "here", "x-amz-meta-a", "1  2")),
                "body".getBytes(StandardCharsets.UTF_8));
        var signed = new RequestSigner(
                        new Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, Optional.empty()),
                        "us-east-1",
                        "s3")
                .sign(request, NOW);
        var read = ForwardedRequest.parse(ForwardedRequest.of(signed).headerValue())
                .orElseThrow();
        assertEquals(signed.path(), read.head().path());
        assertEquals(signed.query(), read.head().query());
        assertEquals(signed.headers().names(), read.head().headers().names());
        assertEquals(0, read.head().body().length);
        assertInstanceOf(Verdict.Valid.class, verdict(read));
    }

    @Test
    void refusesAnotherBody() {
        var request = new HttpRequest(
                "PUT", "/k", "", Headers.of(Map.of("host", "here")), new byte[] {1});
        var signed = new RequestSigner(
                        new Credentials("AKIAIOSFODNN7EXAMPLE", SECRET, Optional.empty()),
                        "us-east-1",
                        "s3")
                .sign(request, NOW);
        var other = new ForwardedRequest(signed, Optional.of("0".repeat(64)));
        assertInstanceOf(Refusal.class, verdict(other));
        var none = SignedRequest.readForwarded(
                new ForwardedRequest(signed, Optional.empty()), S3, NOW);
        assertEquals(
                "The hash of the body of the forwarded request is missing",
                assertInstanceOf(Refusal.class, none).message());
    }

    @Test
    void readsNothingThatIsOfAnotherForm() {
        for (var text : List.of(
                "",
                "GET / HTTP/1.1",
                "GET / HTTP/1.0\n\n",
                "GET x HTTP/1.1\n\n",
                "get / HTTP/1.1\n\n",
                "GET / HTTP/1.1 more\n\n",
                "GET /\u00e9 HTTP/1.1\n\n",
                "GET / HTTP/1.1\r\nhost: x\n\n",
                "GET / HTTP/1.1\nhost\n\n",
                "GET / HTTP/1.1\nho st: x\n\n",
                "GET / HTTP/1.1\nhost: x\n\nhash of a body",
                "GET / HTTP/1.1\nhost: x\n\n" + "0".repeat(129))) {
            assertTrue(ForwardedRequest.parse(encoded(text)).isEmpty(), text);
        }
        assertTrue(ForwardedRequest.parse("not Base64!").isEmpty());
        assertEquals("ForwardedRequest", parsed("GET / HTTP/1.1\nhost: x\n\n").toString());
    }
}
