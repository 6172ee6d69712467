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

/**
 * The protocol of IAM and STS: parameters in, XML out.
 *
 * <p>Source: Smithy, "AWS query protocol"; layout, namespaces and the order of checks are those of
 * answers of STS.
 */
record AwsQuery(ApiModel api) implements Protocol {

    /** The namespace of errors that no service's own API makes. */
    private static final String FAULT_NAMESPACE =
            "http://webservices.amazon.com/AWSFault/2005-15-09";

    private static final int FIRST_SERVER_FAULT = 500;

    /** Code points; a client that is not known yet could have a megabyte sent back otherwise. */
    private static final int MOST_REPEATED = 256;

    @Override
    public OperationModel operation(HttpRequest request) {
        Form form = Form.of(request);
        String action = form.first("Action")
                .orElseThrow(() -> CommonError.MISSING_ACTION.because(
                        "The request is missing an Action parameter"));
        String version = form.first("Version").orElse("NO_VERSION_SPECIFIED");
        return api.operation(action)
                .filter(found -> api.service().version().equals(version))
                .orElseThrow(() -> CommonError.UNKNOWN_OPERATION.because("Could not find operation "
                        + told(action) + " for version " + told(version)));
    }

    /** As much of a client's own text as is told it again. */
    private static String told(String text) {
        return text.codePointCount(0, text.length()) <= MOST_REPEATED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_REPEATED));
    }

    @Override
    public Struct read(OperationModel operation, HttpRequest request) {
        Struct input = FormInput.OF_QUERY.read(operation.input(), FormTree.of(Form.of(request)));
        InputCheck.check(operation.input(), input, api.service().wording());
        return input;
    }

    @Override
    public HttpReply reply(OperationModel operation, Struct output, String requestId) {
        String name = operation.name() + "Response";
        var xml = new Xml();
        xml.open(name + " xmlns=\"" + namespace() + "\"");
        operation
                .output()
                .ifPresent(
                        shape -> XmlOutput.write(xml, operation.name() + "Result", shape, output));
        OutputCheck.nothingWithoutShape(operation, output);
        xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        xml.close(name);
        return XmlOutput.reply(200, xml, requestId, XmlOutput.ContentType.PLAIN);
    }

    @Override
    public HttpReply refuse(ServiceException refusal, String requestId) {
        var code = refusal.code();
        int status = code.httpStatus(ProtocolName.AWS_QUERY);
        boolean isOfNoOperation =
                code == CommonError.UNKNOWN_OPERATION || code == CommonError.MISSING_ACTION;
        var xml = new Xml();
        xml.open("ErrorResponse xmlns=\"" + (isOfNoOperation ? FAULT_NAMESPACE : namespace())
                + "\"");
        xml.open("Error");
        xml.text("Type", status < FIRST_SERVER_FAULT ? "Sender" : "Receiver");
        xml.text("Code", code.code(ProtocolName.AWS_QUERY));
        refusal.text().ifPresent(text -> xml.text("Message", text));
        StructureShape shape = api.error(code.code(ProtocolName.AWS_QUERY))
                .map(ErrorModel::shape)
                .orElse(StructureShape.EMPTY);
        XmlOutput.writeMembers(xml, shape, refusal.details());
        xml.close("Error");
        xml.text("RequestId", requestId);
        xml.close("ErrorResponse");
        return XmlOutput.reply(status, xml, requestId, XmlOutput.ContentType.PLAIN);
    }

    private String namespace() {
        return api.service().xmlNamespace().orElse(FAULT_NAMESPACE);
    }
}
