package dev.keyward.wire.protocol;

import dev.keyward.wire.CommonError;
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
import dev.keyward.wire.protocol.XmlOutput.ContentType;

import java.util.Optional;

/**
 * The protocol of EC2: parameters in, as {@link AwsQuery} has them but with every list flattened and
 * every name capitalized, and XML out, without an element for the result.
 *
 * <p>Source: Smithy, "AWS EC2 query protocol"; Amazon EC2 API Reference, "Error codes for the Amazon EC2
 * API". The texts are those that EC2 answers with.
 */
record Ec2Query(ApiModel api) implements Protocol {

    @Override
    public OperationModel operation(HttpRequest request) {
        Form form = Form.of(request);
        String action = form.first("Action")
                .orElseThrow(() -> CommonError.MISSING_ACTION.because(
                        "The request must contain the parameter Action"));
        return api.operation(action)
                .filter(found -> form.first("Version")
                        .filter(api.service().version()::equals)
                        .isPresent())
                .orElseThrow(() -> CommonError.UNKNOWN_OPERATION.because(
                        "The action " + action + " is not valid for this web service."));
    }

    @Override
    public Struct read(OperationModel operation, HttpRequest request) {
        Struct input = FormInput.OF_EC2.read(operation.input(), FormTree.of(Form.of(request)));
        InputCheck.check(operation.input(), input, api.service().wording());
        return input;
    }

    @Override
    public HttpReply reply(OperationModel operation, Struct output, String requestId) {
        String name = operation.name() + "Response";
        var xml = new Xml();
        xml.open(name + " xmlns=\"" + api.service().xmlNamespace().orElse("") + "\"");
        xml.text("requestId", requestId);
        operation.output().ifPresent(shape -> XmlOutput.writeMembers(xml, shape, output));
        OutputCheck.nothingWithoutShape(operation, output);
        xml.close(name);
        return XmlOutput.reply(200, xml, requestId, ContentType.WITH_CHARSET);
    }

    @Override
    public HttpReply refuse(ServiceException refusal, String requestId) {
        var code = refusal.code();
        var xml = new Xml();
        xml.open("Response").open("Errors").open("Error");
        xml.text("Code", code.code(ProtocolName.EC2_QUERY));
        text(refusal).ifPresent(text -> xml.text("Message", text));
        StructureShape shape = api.error(code.code(ProtocolName.EC2_QUERY))
                .map(ErrorModel::shape)
                .orElse(StructureShape.EMPTY);
        XmlOutput.writeMembers(xml, shape, refusal.details());
        xml.close("Error").close("Errors");
        xml.text("RequestID", requestId);
        xml.close("Response");
        int status = code.httpStatus(ProtocolName.EC2_QUERY);
        return XmlOutput.reply(status, xml, requestId, ContentType.WITH_CHARSET);
    }

    /** EC2 words some of what all services have in common in its own way. */
    private static Optional<String> text(ServiceException refusal) {
        if (!(refusal.code() instanceof CommonError common)) {
            return refusal.text();
        }
        return switch (common) {
            case ACCESS_DENIED ->
                refusal.text()
                        .map(text -> "You are not authorized to perform this operation. " + text);
            case INVALID_CLIENT_TOKEN, SIGNATURE ->
                Optional.of("AWS was not able to validate the provided access credentials");
            case EXPIRED_TOKEN -> Optional.of("Request has expired.");
            default -> refusal.text();
        };
    }
}
