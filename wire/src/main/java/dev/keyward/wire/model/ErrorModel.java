package dev.keyward.wire.model;

import dev.keyward.wire.ErrorCode;
import dev.keyward.wire.ProtocolName;

/**
 * An error that an API's model describes, ready to be thrown.
 *
 * @param shape its members; its name is the exception's
 * @param code as query services send it; in JSON the shape's name is sent
 * @param status the HTTP status
 */
public record ErrorModel(StructureShape shape, String code, int status) implements ErrorCode {

    /** The member that holds the text: {@code message}, or {@code Message} in some services. */
    public String messageName() {
        return shape.member("Message").isPresent() ? "Message" : "message";
    }

    @Override
    public String code(ProtocolName protocol) {
        return switch (protocol) {
            case AWS_JSON_1_1 -> shape.name();
            case AWS_QUERY, EC2_QUERY -> code;
        };
    }

    @Override
    public int httpStatus(ProtocolName protocol) {
        return status;
    }
}
