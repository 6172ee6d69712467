package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.Document;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole messages of some operations as they stand on the wire, in {@code src/test/golden/OPERATION}:
 * {@code request} is read and must give {@code input}; what the operation answers must give {@code
 * response} and {@code error}. {@code -Dgolden=update} writes them anew; review the difference.
 */
final class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/golden");

    private static final String REQUEST_ID = "deb51d74-8d2b-4b1c-9f0f-0a5a4e0b9c11";

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final Routes ROUTES = Routes.to(List.of(
            ApiModel.load("kms"),
            ApiModel.load("organizations"),
            ApiModel.load("iam"),
            ApiModel.load("sts"),
            ApiModel.load("ec2")));

    /** What an operation answers, well and badly. */
    private record Answer(Struct output, String error, String message) {}

    private static final Map<String, Answer> ANSWERS = new TreeMap<>(answers());

    @TestFactory
    List<DynamicTest> keepsEveryMessage() {
        return ANSWERS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> keeps(entry.getKey(), entry.getValue())))
                .toList();
    }

    @Test
    void hasNoDirectoryThatNobodyReads() throws IOException {
        try (var directories = Files.list(GOLDEN)) {
            var names = new TreeSet<String>();
            directories.forEach(directory -> names.add(directory.getFileName().toString()));
            assertEquals(ANSWERS.keySet(), names);
        }
    }

    private static void keeps(String operation, Answer answer) throws IOException {
        HttpRequest request =
                request(Files.readString(GOLDEN.resolve(operation).resolve("request")));
        Protocol protocol = ROUTES.protocol(request);
        var model = protocol.operation(request);
        assertEquals(operation, model.name());

        compare(operation, "input", SmithyParams.text(protocol.read(model, request)) + "\n");
        compare(operation, "response", text(protocol.reply(model, answer.output(), REQUEST_ID)));
        ServiceException refusal = protocol.api()
                .error(answer.error())
                .map(error -> error.because(answer.message()))
                .orElseGet(() -> CommonError.ACCESS_DENIED.because(answer.message()));
        compare(operation, "error", text(protocol.refuse(refusal, REQUEST_ID)));
    }

    private static void compare(String operation, String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(operation).resolve(name);
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(file, actual);
        }
        assertEquals(Files.readString(file), actual, file.toString());
    }

    private static HttpRequest request(String text) {
        int end = text.indexOf("\n\n");
        String[] lines = text.substring(0, end).split("\n", -1);
        String[] first = lines[0].split(" ", -1);
        var headers = Headers.builder();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        byte[] body = text.substring(end + 2).strip().getBytes(StandardCharsets.UTF_8);
        return new HttpRequest(first[0], first[1], "", headers.build(), body);
    }

    private static String text(HttpReply reply) {
        var text = new StringBuilder("HTTP/1.1 ").append(reply.status()).append('\n');
        for (String name : reply.headers().names()) {
            reply.headers()
                    .all(name)
                    .forEach(value ->
                            text.append(name).append(": ").append(value).append('\n'));
        }
        String body = new String(reply.body(), StandardCharsets.UTF_8);
        return text.append('\n')
                .append(body)
                .append(body.endsWith("\n") ? "" : "\n")
                .toString();
    }

    private static Map<String, Answer> answers() {
        String key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        byte[] bytes = {0, 1, 2, (byte) 0xFF};
        var user = Struct.builder()
                .put("Path", "/")
                .put("UserName", "alice")
                .put("UserId", "AIDAEXAMPLEEXAMPLE123")
                .put("Arn", "arn:aws:iam::123456789012:user/alice")
                .put("CreateDate", TIME)
                .build();
        var all = new TreeMap<String, Answer>(ofEc2());
        all.putAll(Map.of(
                "GenerateDataKey",
                new Answer(
                        Struct.builder()
                                .put("CiphertextBlob", bytes)
                                .put("Plaintext", bytes)
                                .put("KeyId", key)
                                .build(),
                        "DisabledException",
                        key + " is disabled."),
                "DescribeKey",
                new Answer(
                        Struct.builder()
                                .put(
                                        "KeyMetadata",
                                        Struct.builder()
                                                .put("KeyId", key)
                                                .put("CreationDate", TIME)
                                                .put("Enabled", true)
                                                .putTexts(
                                                        "EncryptionAlgorithms",
                                                        List.of("SYMMETRIC_DEFAULT"))
                                                .build())
                                .build(),
                        "AccessDeniedException",
                        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                                + " kms:DescribeKey"),
                "EnableKey",
                new Answer(Struct.empty(), "NotFoundException", "Key '" + key + "' does not exist"),
                "CreateUser",
                new Answer(
                        Struct.builder().put("User", user).build(),
                        "EntityAlreadyExists",
                        "User with name alice already exists."),
                "ListUsers",
                new Answer(
                        Struct.builder()
                                .putList("Users", List.<Document>of(user, user))
                                .put("IsTruncated", false)
                                .build(),
                        "ServiceFailure",
                        "no"),
                "AddUserToGroup",
                new Answer(
                        Struct.empty(),
                        "NoSuchEntity",
                        "The group with name <admins> cannot be found."),
                "AssumeRole",
                new Answer(
                        Struct.builder()
                                .put(
                                        "Credentials",
                                        Struct.builder()
                                                .put("AccessKeyId", "ASIAEXAMPLE")
                                                .put("SecretAccessKey", "a+b/c")
                                                .put("SessionToken", "t==")
                                                .put("Expiration", TIME)
                                                .build())
                                .put("PackedPolicySize", 6)
                                .build(),
                        "AccessDenied",
                        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                                + " sts:AssumeRole on resource: arn:aws:iam::123456789012:role/a"),
                "ListRoots",
                new Answer(
                        Struct.builder()
                                .putList(
                                        "Roots",
                                        List.of(Struct.builder()
                                                .put("Id", "r-abcd")
                                                .build()))
                                .build(),
                        "AWSOrganizationsNotInUseException",
                        "Your account is not a member of an organization.")));
        return all;
    }

    private static Map<String, Answer> ofEc2() {
        var endpoint = Struct.builder()
                .put("VpcEndpointId", "vpce-0123456789abcdef0")
                .put("State", "available")
                .putTexts("SubnetIds", List.of("subnet-11111111", "subnet-22222222"))
                .putTexts("RouteTableIds", List.of())
                .put("PrivateDnsEnabled", true)
                .put("CreationTimestamp", TIME)
                .putList(
                        "Tags",
                        List.of(Struct.builder()
                                .put("Key", "team")
                                .put("Value", "a&b")
                                .build()))
                .build();
        return Map.of(
                "CreateVpcEndpoint",
                new Answer(
                        Struct.builder()
                                .put("VpcEndpoint", endpoint)
                                .put("ClientToken", "once")
                                .build(),
                        "AccessDeniedException",
                        "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                                + " ec2:CreateVpcEndpoint"),
                "DeleteTags",
                new Answer(Struct.empty(), "AccessDeniedException", "no"));
    }
}
