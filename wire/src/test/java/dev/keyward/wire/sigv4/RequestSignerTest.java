package dev.keyward.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Our signer and verifier against AWS's own signer, the SDK's for Java. */
final class RequestSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static final Expectation EXPECTED =
            new Expectation("sts", "eu-west-1"::equals, Duration.ofMinutes(15));

    /** A request as a client means it, before anything is encoded. */
    record Meant(String method, List<String> path, Map<String, String> query, Extras extras) {}

    record Extras(Map<String, String> headers, String body, Optional<String> token) {}

    @Property(tries = 300)
    void verifiesWhatTheSdkSigns(@ForAll("requests") Meant meant) {
        assertValid(sdkSigned(meant, AuthLocation.HEADER));
    }

    @Property(tries = 300)
    void verifiesWhatTheSdkPresigns(@ForAll("requests") Meant meant) {
        assertValid(sdkSigned(meant, AuthLocation.QUERY_STRING));
    }

    @Property(tries = 300)
    void signsAsTheSdkDoes(@ForAll("requests") Meant meant) {
        HttpRequest theirs = sdkSigned(meant, AuthLocation.HEADER);
        var unsigned = Headers.builder();
        for (String name : theirs.headers().names()) {
            if (!List.of("authorization", "x-amz-date", "x-amz-security-token").contains(name)) {
                theirs.headers().all(name).forEach(value -> unsigned.add(name, value));
            }
        }
        var request = new HttpRequest(
                theirs.method(), theirs.path(), theirs.query(), unsigned.build(), theirs.body());
        var signer = new RequestSigner(credentials(meant), "eu-west-1", "sts");

        assertEquals(
                theirs.headers().first("authorization"),
                signer.sign(request, NOW).headers().first("authorization"));
    }

    @Property(tries = 300)
    void verifiesWhatWePresign(@ForAll("requests") Meant meant) {
        var request = new HttpRequest(
                meant.method(),
                "/",
                "a=b",
                Headers.of(Map.of("host", "localhost:4566")),
                meant.extras().body().getBytes(StandardCharsets.UTF_8));
        var signer = new RequestSigner(credentials(meant), "eu-west-1", "sts");
        HttpRequest presigned = signer.presign(request, Duration.ofMinutes(1), NOW);

        SignedRequest read = assertValid(presigned);
        assertEquals(meant.extras().token(), read.sessionToken());
    }

    @Property(tries = 300)
    void refusesWhatWasChangedUnderWay(
            @ForAll("requests") Meant meant, @ForAll("changes") Change change) {
        HttpRequest signed = sdkSigned(meant, AuthLocation.HEADER);

        assertFalse(isValid(change.apply(signed)), change.toString());
    }

    /** What someone in the middle may do to a request. */
    enum Change {
        BODY,
        METHOD,
        PATH,
        QUERY,
        HOST,
        DATE,
        HEADER;

        HttpRequest apply(HttpRequest request) {
            Headers headers = request.headers();
            return switch (this) {
                case BODY ->
                    with(request, request.path(), request.query(), headers, new byte[] {7});
                case METHOD ->
                    new HttpRequest(
                            "PATCH", request.path(), request.query(), headers, request.body());
                case PATH ->
                    with(request, request.path() + "/x", request.query(), headers, request.body());
                case QUERY ->
                    with(
                            request,
                            request.path(),
                            request.query() + "&x=y",
                            headers,
                            request.body());
                case HOST ->
                    with(
                            request,
                            request.path(),
                            request.query(),
                            headers.with("host", "evil.example"),
                            request.body());
                case DATE ->
                    with(
                            request,
                            request.path(),
                            request.query(),
                            headers.with("x-amz-date", "20261125T102031Z"),
                            request.body());
                case HEADER ->
                    with(
                            request,
                            request.path(),
                            request.query(),
                            headers.with("x-amz-target", "TrentService.ScheduleKeyDeletion"),
                            request.body());
            };
        }

        private static HttpRequest with(
                HttpRequest request, String path, String query, Headers headers, byte[] body) {
            return new HttpRequest(request.method(), path, query, headers, body);
        }
    }

    @Provide
    Arbitrary<Change> changes() {
        return Arbitraries.of(Change.class);
    }

    @Provide
    Arbitrary<Meant> requests() {
        Arbitrary<String> word = Arbitraries.strings()
                .withChars("ab Zé/+%&=?.~*'ሴ😀")
                .ofMinLength(1)
                .ofMaxLength(6);
        // Plain names: the SDK sorts by names as they are, AWS by names as they are encoded.
        Arbitrary<String> parameter =
                Arbitraries.strings().withChars("abZ09-_").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> segment =
                Arbitraries.strings().withChars("ab Zé+%&=~*").ofMinLength(1).ofMaxLength(6);
        Arbitrary<String> name =
                Arbitraries.strings().withChars("abc-z").ofMinLength(1).ofMaxLength(5);
        Arbitrary<String> value =
                Arbitraries.strings().withChars("ab  ,;\"Z").ofMinLength(1).ofMaxLength(8);
        Arbitrary<Extras> extras = Combinators.combine(
                        Arbitraries.maps(name.map(each -> "x-amz-" + each + "q"), value)
                                .ofMaxSize(3),
                        Arbitraries.strings().ofMaxLength(50),
                        Arbitraries.strings()
                                .withChars("AZaz09+/=")
                                .ofMinLength(1)
                                .ofMaxLength(20)
                                .optional())
                .as(Extras::new);
        return Combinators.combine(
                        Arbitraries.of("POST", "GET", "PUT"),
                        segment.list().ofMaxSize(3),
                        Arbitraries.maps(parameter, word).ofMaxSize(3),
                        extras)
                .as(Meant::new);
    }

    private static SignedRequest assertValid(HttpRequest request) {
        var signed =
                assertInstanceOf(SignedRequest.class, SignedRequest.read(request, EXPECTED, NOW));
        assertEquals(new Verdict.Valid(), signed.verify(key(signed)));
        return signed;
    }

    private static boolean isValid(HttpRequest request) {
        return SignedRequest.read(request, EXPECTED, NOW) instanceof SignedRequest signed
                && signed.verify(key(signed)) instanceof Verdict.Valid;
    }

    private static SigningKey key(SignedRequest signed) {
        return SigningKey.derive(SECRET.getBytes(StandardCharsets.UTF_8), signed.scope());
    }

    private static Credentials credentials(Meant meant) {
        return new Credentials(
                "AKIDEXAMPLE",
                SECRET.getBytes(StandardCharsets.UTF_8),
                meant.extras().token());
    }

    private static HttpRequest sdkSigned(Meant meant, AuthLocation location) {
        byte[] body = meant.extras().body().getBytes(StandardCharsets.UTF_8);
        var path = new StringBuilder();
        meant.path().forEach(part -> path.append('/').append(PercentCode.encodeText(part)));
        var builder = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(meant.method()))
                .uri(URI.create("http://localhost:4566"))
                .encodedPath(path.isEmpty() ? "/" : path.toString());
        meant.query().forEach(builder::appendRawQueryParameter);
        meant.extras().headers().forEach(builder::putHeader);
        AwsCredentialsIdentity identity = meant.extras()
                .token()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create("AKIDEXAMPLE", SECRET, token))
                .orElse(AwsCredentialsIdentity.create("AKIDEXAMPLE", SECRET));
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(each -> {
                    each.identity(identity)
                            .request(builder.build())
                            .payload(() -> new ByteArrayInputStream(body))
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                            .putProperty(
                                    AwsV4HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
                            .putProperty(AwsV4HttpSigner.AUTH_LOCATION, location);
                    if (location == AuthLocation.QUERY_STRING) {
                        each.putProperty(
                                AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(5));
                    }
                })
                .request();
        var headers = Headers.builder();
        new TreeMap<>(signed.headers())
                .forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        return new HttpRequest(
                signed.method().name(),
                signed.encodedPath(),
                signed.encodedQueryParameters().orElse(""),
                headers.build(),
                body);
    }
}
