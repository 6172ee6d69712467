package dev.keyward.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignedRequestTest {

    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

    private static final byte[] SECRET =
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY".getBytes(StandardCharsets.UTF_8);

    private static final Expectation KMS =
            new Expectation("kms", "us-east-1"::equals, Duration.ofMinutes(5));

    private static final RequestSigner SIGNER = new RequestSigner(
            new Credentials("AKIDEXAMPLE", SECRET, Optional.empty()), "us-east-1", "kms");

    /** Source: AWS Signature Version 4 test suite, "get-vanilla". */
    @Test
    void verifiesThePublishedVanillaRequest() {
        var headers = Headers.of(
                Map.of(
                        "Host",
                        "example.amazonaws.com",
                        "X-Amz-Date",
                        "20150830T123600Z",
                        "Authorization",
                        "AWS4-HMAC-SHA256"
                                + " Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
        var request = new HttpRequest("GET", "/", "", headers, new byte[0]);
        var service = new Expectation("service", "us-east-1"::equals, Duration.ofMinutes(15));

        var signed =
                assertInstanceOf(SignedRequest.class, SignedRequest.read(request, service, NOW));

        assertEquals("AKIDEXAMPLE", signed.accessKeyId());
        assertEquals(new Scope("20150830", "us-east-1", "service"), signed.scope());
        assertEquals(new Verdict.Valid(), signed.verify(keyFor(signed)));
    }

    @Test
    void verifiesWhatTheSignerSigned() {
        assertEquals(new Verdict.Valid(), verdict(SIGNER.sign(decrypt("{}"), NOW)));
    }

    @Test
    void verifiesWhatTheSignerPresigned() {
        var request = SIGNER.presign(decrypt("{}"), Duration.ofMinutes(1), NOW);

        assertEquals(new Verdict.Valid(), verdict(request));
    }

    @Test
    void refusesAChangedBody() {
        var signed = SIGNER.sign(decrypt("{}"), NOW);
        var changed = new HttpRequest(
                "POST", "/", "", signed.headers(), "{ }".getBytes(StandardCharsets.UTF_8));

        assertEquals(CommonError.SIGNATURE, ((Refusal) verdict(changed)).code());
    }

    @Test
    void refusesAKeyOfAnotherScopeAsABug() {
        var signed = (SignedRequest) SignedRequest.read(SIGNER.sign(decrypt("{}"), NOW), KMS, NOW);
        var other = SigningKey.derive(SECRET, new Scope("20150830", "us-east-1", "iam"));

        assertThrows(IllegalStateException.class, () -> signed.verify(other));
    }

    @Test
    void showsNeitherSignatureNorToken() {
        var request = SIGNER.sign(decrypt("{}"), NOW);
        var signed = SignedRequest.read(request, KMS, NOW);
        String authorization = request.headers().first("authorization").orElseThrow();
        String signature = authorization.substring(authorization.indexOf("Signature=") + 10);

        assertFalse(signed.toString().contains(signature));
    }

    private static Verdict verdict(HttpRequest request) {
        return switch (SignedRequest.read(request, KMS, NOW)) {
            case SignedRequest signed -> signed.verify(keyFor(signed));
            case Refusal refusal -> refusal;
        };
    }

    private static SigningKey keyFor(SignedRequest signed) {
        return SigningKey.derive(SECRET, signed.scope());
    }

    private static HttpRequest decrypt(String body) {
        var headers = Headers.of(Map.of(
                "host",
                "localhost:4566",
                "content-type",
                "application/x-amz-json-1.1",
                "x-amz-target",
                "TrentService.Decrypt"));
        return new HttpRequest("POST", "/", "", headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
