package dev.keyward.conformance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Every operation that the AWS SDK knows of IAM and STS, with values of no sense in each of its members: none of
 * them is an error of the server's own.
 */
final class EveryOperationAttackTest {

    /** What stands in every member at once, so that operations come to their own checks. */
    private static final List<String> VALUES = List.of(
            "a",
            "",
            "-1",
            "0",
            "5",
            "true",
            "{}",
            "[[[]]]",
            "*",
            "/",
            "/a/",
            "v1",
            "123456",
            "9".repeat(40),
            "2026-01-01T00:00:00Z",
            "https://example.com",
            "arn:aws:iam::123456789012:user/a",
            "arn:aws:iam::123456789012:role/a",
            "arn:aws:iam::aws:policy/AdministratorAccess",
            "arn:aws:iam::aws:policy/None",
            "arn:aws:iam:::",
            "${aws:username}",
            "a".repeat(128),
            "a".repeat(5_000),
            "\u00fc",
            "\ud83d\udd11",
            "\u0000",
            "{\"Version\":\"2012-10-17\",\"Statement\":[]}",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");

    private static RunningKeyward keyward;
    private static QueryClient root;

    @BeforeAll
    static void start() {
        keyward = RunningKeyward.start();
        root = new QueryClient(keyward, RunningKeyward.ROOT);
    }

    @AfterAll
    static void stop() {
        try {
            var log = keyward.logText();
            assertFalse(log.contains("ERROR"), log);
        } finally {
            root.close();
            keyward.close();
        }
    }

    /** An operation, with the members of its request. */
    record Operation(String service, String version, String name, List<SdkField<?>> fields) {

        @Override
        public String toString() {
            return service + ":" + name;
        }

        private QueryClient.Answer send(String members) {
            var form = "Action=" + name + "&Version=" + version + members;
            return root.post(service, "", QueryClient.FORM, form.getBytes(StandardCharsets.UTF_8));
        }
    }

    static Stream<Operation> operations() {
        return Stream.concat(
                operations("iam", "2010-05-08", IamClient.class),
                operations("sts", "2011-06-15", StsClient.class));
    }

    private static Stream<Operation> operations(String service, String version, Class<?> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> {
                    var request = method.getParameterTypes()[0];
                    return new Operation(
                            service,
                            version,
                            request.getSimpleName().replaceFirst("Request$", ""),
                            fields(request));
                });
    }

    private static List<SdkField<?>> fields(Class<?> request) {
        try {
            return ((SdkPojo) request.getMethod("builder").invoke(null)).sdkFields();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK has changed", e);
        }
    }

    /** Parameters that put {@code value} wherever a value can be. */
    private static void put(StringBuilder form, String name, SdkField<?> field, String value) {
        if (MarshallingType.LIST.equals(field.marshallingType())) {
            var element = field.getTrait(ListTrait.class).memberFieldInfo();
            put(form, name + ".member.1", element, value);
        } else if (MarshallingType.SDK_POJO.equals(field.marshallingType())) {
            for (SdkField<?> inner : field.constructor().get().sdkFields()) {
                put(form, name + "." + inner.locationName(), inner, value);
            }
        } else {
            form.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withValuesOfNoSense(Operation operation) {
        for (var value : VALUES) {
            var form = new StringBuilder();
            operation.fields().forEach(field -> put(form, field.locationName(), field, value));
            assertAnswered(operation, form.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withMembersOfOtherTypes(Operation operation) {
        assertAnswered(operation, "");
        for (var field : operation.fields()) {
            var name = field.locationName();
            for (var other : List.of("=", "=x", ".member.1=x", ".member.1.x=x", ".x.y=x", ".1=x")) {
                assertAnswered(operation, "&" + name + other);
            }
        }
    }

    private static void assertAnswered(Operation operation, String members) {
        var answer = operation.send(members);
        assertTrue(
                answer.status() < 500,
                () -> operation + " answered " + answer.status() + " " + answer.code() + " to "
                        + members);
    }
}
