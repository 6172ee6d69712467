package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.conformance.QueryClient.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are signed in their address, and methods that no query service has. */
final class PresignedAttackTest {

    private static final String STS = "&Version=2011-06-15";

    private static RunningKeyward keyward;
    private static QueryClient root;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        root = new QueryClient(keyward, RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        root.close();
        keyward.close();
    }

    @Test
    void presignedRequestWithAnythingChanged() {
        var signed = root.presigned("Action=GetCallerIdentity" + STS).toString();
        assertEquals(200, get(signed).status());
        for (var changed : new String[] {
            signed.replace("GetCallerIdentity", "GetSessionToken"),
            signed + "&DurationSeconds=900",
            signed + "&Action=GetSessionToken",
            signed.replace("Version=2011-06-15", "Version=2010-05-08"),
            signed.replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=604800"),
            signed.replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=-1"),
            signed.replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=x"),
            signed.replaceFirst("X-Amz-Date=[^&]+", "X-Amz-Date=20200101T000000Z"),
            signed.replaceFirst("&X-Amz-Signature=[^&]+", ""),
            signed.replaceFirst("X-Amz-SignedHeaders=[^&]+", "X-Amz-SignedHeaders="),
            signed.replaceFirst("X-Amz-Algorithm=[^&]+", "X-Amz-Algorithm=none"),
            signed.replaceFirst("X-Amz-Signature=", "X-Amz-Signature=0&X-Amz-Signature=")
        }) {
            get(changed).assertRefused();
        }
    }

    @Test
    void presignedRequestThatIsGivenABody() {
        var signed = root.presigned("Version=2011-06-15");
        root.send(HttpRequest.newBuilder(signed)
                        .header("Content-Type", QueryClient.FORM)
                        .method("GET", BodyPublishers.ofString("Action=GetCallerIdentity")))
                .assertRefused();
        root.send(HttpRequest.newBuilder(signed)
                        .header("Content-Type", QueryClient.FORM)
                        .POST(BodyPublishers.ofString("Action=GetCallerIdentity")))
                .assertRefused();
    }

    private static Answer get(String address) {
        return root.send(HttpRequest.newBuilder(URI.create(address)).GET());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LIST"})
    void otherMethods(String method) {
        root.send(HttpRequest.newBuilder(root.address("Action=GetCallerIdentity" + STS))
                        .method(method, BodyPublishers.noBody()))
                .assertRefused();
    }
}
