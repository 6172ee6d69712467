package dev.keyward.wire.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ErrorModel;
import dev.keyward.wire.model.OperationModel;
import dev.keyward.wire.model.SmithyApi;
import dev.keyward.wire.model.StructureShape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/** AWS's own protocol tests: requests that a server must read, replies and errors it must write. */
final class PublishedProtocolTest {

    private static final Model MODEL = Model.assembler()
            .discoverModels(PublishedProtocolTest.class.getClassLoader())
            .assemble()
            .unwrap();

    private static final Service JSON =
            Service.of("aws.protocoltests.json#JsonProtocol", ProtocolName.AWS_JSON_1_1);

    private static final Service QUERY =
            Service.of("aws.protocoltests.query#AwsQuery", ProtocolName.AWS_QUERY);

    private static final Service EC2 =
            Service.of("aws.protocoltests.ec2#AwsEc2", ProtocolName.EC2_QUERY);

    /** Cases that do not apply, and why. */
    private static final Map<String, String> EXCLUDED = excluded();

    private static Map<String, String> excluded() {
        var excluded = new LinkedHashMap<String, String>();
        for (String id : List.of(
                "AwsJson11SupportsNaNFloatInputs",
                "AwsJson11SupportsInfinityFloatInputs",
                "AwsJson11SupportsNegativeInfinityFloatInputs",
                "AwsQuerySupportsNaNFloatInputs",
                "AwsQuerySupportsInfinityFloatInputs",
                "AwsQuerySupportsNegativeInfinityFloatInputs",
                "AwsQuerySupportsNaNFloatOutputs",
                "AwsQuerySupportsInfinityFloatOutputs",
                "AwsQuerySupportsNegativeInfinityFloatOutputs",
                "Ec2QuerySupportsNaNFloatInputs",
                "Ec2QuerySupportsInfinityFloatInputs",
                "Ec2QuerySupportsNegativeInfinityFloatInputs",
                "Ec2QuerySupportsNaNFloatOutputs",
                "Ec2QuerySupportsInfinityFloatOutputs",
                "Ec2QuerySupportsNegativeInfinityFloatOutputs")) {
            excluded.put(id, "no API of ours has a floating-point member");
        }
        for (String id : List.of(
                "AwsJson11SparseMapsSerializeNullValues",
                "AwsJson11SparseListsSerializeNull",
                "AwsJson11SparseMapsDeserializeNullValues",
                "AwsJson11SparseListsDeserializeNull")) {
            excluded.put(id, "no API of ours has a sparse list or map; null in one is refused");
        }
        for (String id : List.of(
                "SDKAppliedContentEncoding_awsJson1_1",
                "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1",
                "SDKAppliedContentEncoding_awsQuery",
                "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery",
                "SDKAppliedContentEncoding_ec2Query",
                "SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query")) {
            excluded.put(
                    id, "a case for clients, without a body; none of our operations compresses");
        }
        excluded.put("PutAndGetInlineDocumentsInput", "no API of ours has a document member");
        excluded.put(
                "QueryEmptyQueryMaps",
                "a case for clients: a server cannot see a map that was not sent");
        for (String id : List.of(
                "Ec2QueryDateTimeWithNegativeOffset",
                "Ec2QueryDateTimeWithPositiveOffset",
                "Ec2QueryDateTimeWithFractionalSeconds")) {
            excluded.put(id, "a case for clients: a server answers in UTC and in whole seconds");
        }
        excluded.put(
                "Ec2ComplexError", "it expects a message that is none of the error's parameters");
        excluded.put(
                "Ec2EmptyQueryLists",
                "a case for clients: a server cannot see a list that was not sent");
        return excluded;
    }

    @TestFactory
    List<DynamicTest> readsEveryPublishedJsonRequest() {
        return JSON.requests();
    }

    @TestFactory
    List<DynamicTest> writesEveryPublishedJsonReply() {
        return JSON.replies();
    }

    @TestFactory
    List<DynamicTest> writesEveryPublishedJsonError() {
        return JSON.errors();
    }

    @TestFactory
    List<DynamicTest> readsEveryPublishedQueryRequest() {
        return QUERY.requests();
    }

    @TestFactory
    List<DynamicTest> writesEveryPublishedQueryReply() {
        return QUERY.replies();
    }

    @TestFactory
    List<DynamicTest> writesEveryPublishedQueryError() {
        return QUERY.errors();
    }

    @TestFactory
    List<DynamicTest> readsEveryPublishedEc2Request() {
        return EC2.requests();
    }

    @TestFactory
    List<DynamicTest> writesEveryPublishedEc2Reply() {
        return EC2.replies();
    }

    @TestFactory
    List<DynamicTest> writesEveryPublishedEc2Error() {
        return EC2.errors();
    }

    @Test
    void runsNearlyAllThatIsThere() {
        long run = Stream.of(
                        JSON.requests(),
                        JSON.replies(),
                        JSON.errors(),
                        QUERY.requests(),
                        QUERY.replies(),
                        QUERY.errors(),
                        EC2.requests(),
                        EC2.replies(),
                        EC2.errors())
                .mapToLong(List::size)
                .sum();

        assertEquals(183, run);
    }

    @Test
    void excludesOnlyWhatIsThere() {
        Set<String> left = new HashSet<>(EXCLUDED.keySet());
        for (Service service : List.of(JSON, QUERY, EC2)) {
            service.everyCase().forEach(testCase -> left.remove(testCase.getId()));
        }
        assertEquals(Set.of(), left);
    }

    /** One of the two services of the published tests. */
    private record Service(ServiceShape shape, Protocol protocol) {

        static Service of(String id, ProtocolName name) {
            ServiceShape shape = MODEL.expectShape(ShapeId.from(id), ServiceShape.class);
            return new Service(shape, Protocol.of(SmithyApi.of(MODEL, shape, name)));
        }

        List<HttpMessageTestCase> everyCase() {
            var all = new ArrayList<HttpMessageTestCase>();
            for (OperationShape operation : operations()) {
                operation
                        .getTrait(HttpRequestTestsTrait.class)
                        .ifPresent(trait -> all.addAll(trait.getTestCases()));
                operation
                        .getTrait(HttpResponseTestsTrait.class)
                        .ifPresent(trait -> all.addAll(trait.getTestCases()));
                for (var error : OperationIndex.of(MODEL).getErrors(operation)) {
                    error.getTrait(HttpResponseTestsTrait.class)
                            .ifPresent(trait -> all.addAll(trait.getTestCases()));
                }
            }
            return all;
        }

        List<DynamicTest> requests() {
            var tests = new ArrayList<DynamicTest>();
            for (OperationShape operation : operations()) {
                for (HttpRequestTestCase testCase : operation
                        .getTrait(HttpRequestTestsTrait.class)
                        .map(HttpRequestTestsTrait::getTestCases)
                        .orElse(List.of())) {
                    if (applies(testCase)) {
                        tests.add(test(testCase, () -> reads(operation, testCase)));
                    }
                }
            }
            return tests;
        }

        List<DynamicTest> replies() {
            var tests = new ArrayList<DynamicTest>();
            for (OperationShape operation : operations()) {
                for (HttpResponseTestCase testCase : operation
                        .getTrait(HttpResponseTestsTrait.class)
                        .map(HttpResponseTestsTrait::getTestCases)
                        .orElse(List.of())) {
                    if (applies(testCase)) {
                        tests.add(test(testCase, () -> replies(operation, testCase)));
                    }
                }
            }
            return tests;
        }

        List<DynamicTest> errors() {
            var tests = new LinkedHashMap<String, DynamicTest>();
            for (OperationShape operation : operations()) {
                for (var error : OperationIndex.of(MODEL).getErrors(operation)) {
                    for (HttpResponseTestCase testCase : error.getTrait(
                                    HttpResponseTestsTrait.class)
                            .map(HttpResponseTestsTrait::getTestCases)
                            .orElse(List.of())) {
                        if (applies(testCase)) {
                            String name = error.getId().getName();
                            tests.put(
                                    testCase.getId(),
                                    test(testCase, () -> refuses(name, testCase)));
                        }
                    }
                }
            }
            return List.copyOf(tests.values());
        }

        private Set<OperationShape> operations() {
            return TopDownIndex.of(MODEL).getContainedOperations(shape);
        }

        private static boolean applies(HttpMessageTestCase testCase) {
            return !EXCLUDED.containsKey(testCase.getId())
                    && testCase.getAppliesTo()
                            .filter(to -> to == AppliesTo.CLIENT)
                            .isEmpty();
        }

        private static DynamicTest test(HttpMessageTestCase testCase, Executable run) {
            return DynamicTest.dynamicTest(testCase.getId(), run);
        }

        private static HttpRequest request(HttpRequestTestCase testCase) {
            return new HttpRequest(
                    testCase.getMethod(),
                    "/",
                    "",
                    Headers.of(testCase.getHeaders()),
                    testCase.getBody().orElse("").getBytes(StandardCharsets.UTF_8));
        }

        private void reads(OperationShape operation, HttpRequestTestCase testCase) {
            HttpRequest request = request(testCase);
            OperationModel found = protocol.operation(request);
            assertEquals(operation.getId().getName(), found.name());
            assertEquals(
                    SmithyParams.text(SmithyParams.struct(found.input(), testCase.getParams())),
                    SmithyParams.text(protocol.read(found, request)));
        }

        private void replies(OperationShape operation, HttpResponseTestCase testCase) {
            OperationModel model =
                    protocol.api().operation(operation.getId().getName()).orElseThrow();
            Struct output = SmithyParams.struct(
                    model.output().orElse(StructureShape.EMPTY), testCase.getParams());
            check(testCase, protocol.reply(model, output, "requestid"));
        }

        private void refuses(String errorName, HttpResponseTestCase testCase) {
            ErrorModel model = protocol.api().errors().values().stream()
                    .filter(each -> each.shape().name().equals(errorName))
                    .findAny()
                    .orElseThrow();
            Struct params = SmithyParams.struct(model.shape(), testCase.getParams());
            var details = new LinkedHashMap<>(params.members());
            details.remove(model.messageName());
            var error = params.text(model.messageName())
                    .map(model::because)
                    .orElseGet(model::withoutMessage)
                    .withDetails(new Struct(details));
            check(testCase, protocol.refuse(error, "foo-id"));
        }

        private void check(HttpResponseTestCase testCase, HttpReply reply) {
            assertEquals(testCase.getCode(), reply.status());
            assertTrue(reply.headers().has("x-amzn-requestid"));
            assertEquals(
                    testCase.getHeaders().getOrDefault("Content-Type", contentType()),
                    reply.headers().first("content-type").orElseThrow());
            String body = new String(reply.body(), StandardCharsets.UTF_8);
            testCase.getBody().ifPresent(wanted -> {
                switch (protocol.name()) {
                    case AWS_JSON_1_1 ->
                        assertEquals(json(wanted), json(body), testCase.getId() + body);
                    case AWS_QUERY, EC2_QUERY ->
                        assertEquals(
                                XmlText.sorted(wanted),
                                XmlText.sorted(body),
                                testCase.getId() + body);
                }
            });
        }

        private String contentType() {
            return switch (protocol.name()) {
                case AWS_JSON_1_1 -> "application/x-amz-json-1.1";
                case AWS_QUERY -> "text/xml";
                case EC2_QUERY -> "text/xml;charset=UTF-8";
            };
        }

        private static String json(String body) {
            return body.isEmpty() ? "" : sorted(Node.parse(body));
        }

        private static String sorted(Node node) {
            if (node.isObjectNode()) {
                var members = new TreeMap<String, String>();
                node.expectObjectNode()
                        .getStringMap()
                        .forEach((name, value) -> members.put(name, sorted(value)));
                return members.toString();
            }
            if (node.isArrayNode()) {
                return node.expectArrayNode().getElements().stream()
                        .map(Service::sorted)
                        .toList()
                        .toString();
            }
            if (node.isNumberNode()) {
                return new java.math.BigDecimal(
                                node.expectNumberNode().getValue().toString())
                        .stripTrailingZeros()
                        .toPlainString();
            }
            return Node.printJson(node);
        }
    }
}
