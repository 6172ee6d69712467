package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Sends query requests whose forms no SDK would write, signed as they are. */
final class QueryClient implements AutoCloseable {

    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningKeyward keyward;
    private final AwsCredentials credentials;
    private final HttpClient http = HttpClient.newHttpClient();

    QueryClient(RunningKeyward keyward, AwsCredentials credentials) {
        this.keyward = keyward;
        this.credentials = credentials;
    }

    /** What was answered: well-formed XML. */
    record Answer(int status, Document xml, int length) {

        /** The text of the first element of that name; empty if there is none. */
        String text(String name) {
            var found = xml.getElementsByTagName(name);
            return found.getLength() == 0 ? "" : found.item(0).getTextContent();
        }

        String code() {
            return text("Code");
        }

        /** Asserts that it is an error that the client made, in AWS's form. */
        Answer assertRefused() {
            assertTrue(status >= 400 && status < 500, () -> status + " " + code());
            assertTrue(!code().isEmpty(), "an error without a code");
            assertTrue(text("Type").equals("Sender"), () -> "the error is of " + text("Type"));
            return this;
        }
    }

    /** Posts {@code form} to IAM. */
    Answer iam(String form) {
        return post("iam", "", FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts {@code form} to STS. */
    Answer sts(String form) {
        return post("sts", "", FORM, form.getBytes(StandardCharsets.UTF_8));
    }

    /** Posts {@code body}, signed for {@code service}, with {@code query} in the address. */
    Answer post(String service, String query, String contentType, byte[] body) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(address(query))
                .putHeader("Content-Type", contentType)
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, RunningKeyward.REGION.id()))
                .request();
        var sent = HttpRequest.newBuilder(address(query)).POST(BodyPublishers.ofByteArray(body));
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> sent.header(name, value));
            }
        });
        return send(sent);
    }

    /** The address of a request of STS by GET, signed in the address itself. */
    URI presigned(String query) {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(address(query))
                .build();
        return AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, RunningKeyward.REGION.id())
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION,
                                AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1)))
                .request()
                .getUri();
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
            var body = response.body();
            return new Answer(response.statusCode(), parse(body), body.length);
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    URI address(String query) {
        return URI.create(keyward.endpoint() + "/" + (query.isEmpty() ? "" : "?" + query));
    }

    private static Document parse(byte[] body) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body));
        } catch (SAXException e) {
            throw new AssertionError(
                    "not well-formed: " + new String(body, StandardCharsets.UTF_8), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
