package dev.keyward.wire.protocol;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.model.ErrorModel;
import dev.keyward.wire.model.InputCheck;
import dev.keyward.wire.model.OperationModel;
import dev.keyward.wire.model.StructureShape;

import java.util.Optional;

/**
 * The protocol of KMS and Organizations: JSON in and out, the operation in a header.
 *
 * <p>Source: Smithy, "AWS JSON 1.1 protocol".
 */
record AwsJson11(ApiModel api) implements Protocol {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

    private static final byte[] NOTHING = {};

    /** What stands before the last dot of {@code X-Amz-Target}. */
    static String targetPrefix(String target) {
        return target.substring(0, Math.max(0, target.lastIndexOf('.')));
    }

    @Override
    public OperationModel operation(HttpRequest request) {
        return request.headers()
                .first("x-amz-target")
                .filter(target ->
                        targetPrefix(target).equals(api.service().targetPrefix().orElse("")))
                .flatMap(target -> api.operation(target.substring(target.lastIndexOf('.') + 1)))
                .orElseThrow(CommonError.UNKNOWN_OPERATION::withoutMessage);
    }

    @Override
    public Struct read(OperationModel operation, HttpRequest request) {
        boolean takesNothing = operation.input().members().isEmpty();
        if (takesNothing && request.body().length == 0) {
            return Struct.empty();
        }
        Struct input = JsonInput.read(operation.input(), request.body());
        InputCheck.check(operation.input(), input, api.service().wording());
        return input;
    }

    @Override
    public HttpReply reply(OperationModel operation, Struct output, String requestId) {
        OutputCheck.nothingWithoutShape(operation, output);
        byte[] body =
                operation.output().map(shape -> JsonOutput.write(shape, output)).orElse(NOTHING);
        return reply(200, body, requestId);
    }

    @Override
    public HttpReply refuse(ServiceException refusal, String requestId) {
        ErrorCode code = refusal.code();
        String type = code.code(ProtocolName.AWS_JSON_1_1);
        Optional<ErrorModel> model = api.error(type);
        byte[] body = JsonOutput.writeError(
                model.map(ErrorModel::shape).orElse(StructureShape.EMPTY),
                type,
                model.map(ErrorModel::messageName).orElse(messageNameOfFront(code)),
                refusal);
        return reply(code.httpStatus(ProtocolName.AWS_JSON_1_1), body, requestId);
    }

    /**
     * The member that carries the text of an error that no model describes. The front of AWS's JSON
     * services spells it with a capital where it refuses access or cannot read.
     */
    private static String messageNameOfFront(ErrorCode code) {
        return code == CommonError.ACCESS_DENIED || code == CommonError.SERIALIZATION
                ? "Message"
                : "message";
    }

    private static HttpReply reply(int status, byte[] body, String requestId) {
        var headers = Headers.builder()
                .add("content-type", CONTENT_TYPE)
                .add("x-amzn-requestid", requestId)
                .build();
        return new HttpReply(status, headers, body);
    }
}
