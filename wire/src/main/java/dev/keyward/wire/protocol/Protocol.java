package dev.keyward.wire.protocol;

import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.model.OperationModel;

/**
 * One service's API in its protocol. Immutable; threads may share one.
 *
 * <p>Every reply carries {@code x-amzn-RequestId} and its {@code Content-Type}; length and date are
 * the HTTP server's.
 */
public sealed interface Protocol permits AwsJson11, AwsQuery, Ec2Query {

    /** The API of {@code model}, in the protocol that the model names. */
    static Protocol of(ApiModel model) {
        return switch (model.service().protocol()) {
            case AWS_JSON_1_1 -> new AwsJson11(model);
            case AWS_QUERY -> new AwsQuery(model);
            case EC2_QUERY -> new Ec2Query(model);
        };
    }

    ApiModel api();

    default ProtocolName name() {
        return api().service().protocol();
    }

    /**
     * Finds the operation that {@code request} asks for.
     *
     * @throws ServiceException {@code UnknownOperationException} or {@code InvalidAction} if the API
     *     has none of that name; {@code MissingAction} if a form names none
     */
    OperationModel operation(HttpRequest request);

    /**
     * Reads the input of {@code operation}. It keeps every constraint of the operation's shape;
     * members that the shape does not know are left out, and so are null ones.
     *
     * @throws ServiceException {@code SerializationException} or {@code MalformedInput} if it cannot
     *     be read or a value has the wrong type; {@code ValidationException} or {@code
     *     ValidationError} if it breaks a constraint
     */
    Struct read(OperationModel operation, HttpRequest request);

    /**
     * Answers with {@code output}, its members in the order in which they stand there.
     *
     * @throws IllegalStateException if {@code output} has a member that the operation's shape does
     *     not have, or a value of the wrong type: a bug of the operation
     */
    HttpReply reply(OperationModel operation, Struct output, String requestId);

    /** Answers with an error. */
    HttpReply refuse(ServiceException refusal, String requestId);
}
