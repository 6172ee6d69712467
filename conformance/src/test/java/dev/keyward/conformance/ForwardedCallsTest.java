package dev.keyward.conformance;

import static dev.keyward.conformance.Scene.assertDenied;
import static dev.keyward.conformance.Scene.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.conformance.Scene.Person;
import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An object store that was registered asks for data keys on behalf of its users, who turn to it with an unchanged
 * S3 client; both sign by the SDK.
 */
final class ForwardedCallsTest {

    private static final String HEADER = "X-Amz-Keyward-Forwarded-Request";

    private static RunningKeyward keyward;
    private static Scene scene;
    private static AwsCredentials service;

    @BeforeAll
    static void begin() {
        keyward = RunningKeyward.start();
        scene = new Scene(keyward);
        var printed = keyward.command(
                        RunningKeyward.ROOT, "service", "register", "s3.amazonaws.com")
                .assertSuccess()
                .output();
        service = AwsBasicCredentials.create(
                member("AccessKeyId", printed), member("SecretAccessKey", printed));
    }

    @AfterAll
    static void end() {
        keyward.close();
    }

    private static String member(String name, String printed) {
        var found = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(printed);
        assertTrue(found.find(), name);
        return found.group(1);
    }

    /** A key that {@code person} may use through {@code via} only. */
    private static Scene.Key keyOf(Person person, String via) {
        return scene.key("""
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:GenerateDataKey",
                  "Principal": {"AWS": "%s"}, "Resource": "*",
                  "Condition": {"StringEquals": {"kms:ViaService": "%s"}}}}""".formatted(person.arn(), via));
    }

    private static String dataKey(KmsClient kms, Scene.Key key) {
        return kms.generateDataKey(r -> r.keyId(key.arn()).keySpec("AES_256")).keyId();
    }

    /** What {@code person} reads from a store that asks for a data key first, and may change what it hands on. */
    private static String read(Person person, Scene.Key key, UnaryOperator<String> change) {
        try (var kms = keyward.kms(service);
                var store = ForwardingStore.start(head -> kms.generateDataKey(r -> r.keyId(
                                        key.arn())
                                .keySpec("AES_256")
                                .overrideConfiguration(o -> o.putHeader(
                                        HEADER, ForwardingStore.encoded(change.apply(head)))))
                        .keyId());
                var s3 = S3Client.builder()
                        .endpointOverride(store.endpoint())
                        .region(RunningKeyward.REGION)
                        .forcePathStyle(true)
                        .credentialsProvider(StaticCredentialsProvider.create(person.credentials()))
                        .build()) {
            return s3.getObjectAsBytes(r -> r.bucket("photos").key("a cat.jpg")).asUtf8String();
        } catch (IOException e) {
            throw new IllegalStateException("the store cannot listen", e);
        }
    }

    private static String read(Person person, Scene.Key key) {
        return read(person, key, head -> head);
    }

    @Test
    void theKeyPolicyDecidesByTheServiceThatIsCalledThrough() {
        var person = scene.user();
        var key = keyOf(person, "s3.eu-central-1.amazonaws.com");
        assertEquals(key.arn(), read(person, key));
        try (var direct = keyward.kms(person.credentials())) {
            var refusal = assertDenied(() -> dataKey(direct, key));
            assertTrue(refusal.startsWith("User: " + person.arn()), refusal);
        }
    }

    @Test
    void theServiceDoesNotPassForAnother() {
        var person = scene.user();
        var key = keyOf(person, "dynamodb.eu-central-1.amazonaws.com");
        var refusal = assertDenied(() -> read(person, key));
        assertTrue(
                refusal.startsWith("User: " + person.arn()
                        + " is not authorized to perform: kms:GenerateDataKey"),
                refusal);
    }

    @Test
    void theServiceHasNothingWithoutAUser() {
        var key = keyOf(scene.user(), "s3.eu-central-1.amazonaws.com");
        try (var alone = keyward.kms(service)) {
            assertDenied(() -> dataKey(alone, key));
        }
    }

    @Test
    void aRequestThatTheUserDidNotSignCountsForNothing() {
        var person = scene.user();
        var key = keyOf(person, "s3.eu-central-1.amazonaws.com");
        assertRefused(
                "InvalidSignatureException",
                () -> read(person, key, head -> head.replace("a%20cat", "a%20dog")));
    }

    @Test
    void nobodyButAServiceHandsRequestsOn() {
        var person = scene.user();
        var key = keyOf(person, "s3.eu-central-1.amazonaws.com");
        try (var kms = keyward.kms(person.credentials())) {
            assertDenied(() -> kms.generateDataKey(r -> r.keyId(key.arn())
                    .keySpec("AES_256")
                    .overrideConfiguration(o -> o.putHeader(
                            HEADER,
                            ForwardingStore.encoded("GET / HTTP/1.1\nhost: objects\n\n")))));
        }
    }

    @Test
    void aServiceThatIsSwitchedOffIsNobody() {
        var person = scene.user();
        var key = keyOf(person, "s3.eu-central-1.amazonaws.com");
        switchService("DISABLED");
        try {
            assertRefused("UnrecognizedClientException", () -> read(person, key));
        } finally {
            switchService("ENABLED");
        }
        assertEquals(key.arn(), read(person, key));
    }

    private static void switchService(String status) {
        keyward.command(
                        RunningKeyward.ROOT,
                        "service",
                        "update",
                        "s3.amazonaws.com",
                        "--status",
                        status)
                .assertSuccess();
    }
}
