package dev.keyward.wire.sigv4;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class SignatureFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:20:30Z");

    private static final Expectation KMS =
            new Expectation("kms", region -> true, Duration.ofMinutes(5));

    @Property(tries = 5_000)
    void readsAnythingWithoutFailing(
            @ForAll("texts") String authorization,
            @ForAll("texts") String date,
            @ForAll("texts") String query,
            @ForAll("texts") String path) {
        var headers =
                Headers.of(Map.of("host", "h", "authorization", authorization, "x-amz-date", date));
        Reading reading = SignedRequest.read(
                new HttpRequest("GET", path, query, headers, new byte[0]), KMS, NOW);
        if (reading instanceof SignedRequest signed) {
            assertNotEquals(
                    new Verdict.Valid(),
                    signed.verify(SigningKey.derive(new byte[] {1}, signed.scope())));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "AWS4-HMAC-SHA256",
                        " ",
                        "Credential=",
                        "a/20261125/r/kms/aws4_request",
                        ", ",
                        "SignedHeaders=",
                        "host",
                        ";x-amz-date",
                        "Signature=",
                        "0",
                        "%",
                        "/",
                        "..",
                        "&",
                        "X-Amz-Algorithm=",
                        "X-Amz-Credential=",
                        "X-Amz-Date=",
                        "X-Amz-Expires=",
                        "X-Amz-SignedHeaders=",
                        "X-Amz-Signature=",
                        "20261125T102030Z",
                        "\n",
                        "\u0000",
                        "\u00e9",
                        "=")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }
}
