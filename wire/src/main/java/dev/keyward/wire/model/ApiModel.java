package dev.keyward.wire.model;

import dev.keyward.wire.ProtocolName;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API of one service: its operations, their shapes and its errors. Immutable. */
public final class ApiModel {

    private final Service service;
    private final Map<String, OperationModel> operations;
    private final Map<String, ErrorModel> errors;

    /**
     * What the model says of the service itself.
     *
     * @param signingName the service part of a credential scope, such as {@code kms}
     * @param version such as {@code 2014-11-01}
     * @param targetPrefix what stands before the dot of {@code X-Amz-Target}; JSON services only
     * @param xmlNamespace of responses; query services only
     */
    public record Service(
            String signingName,
            String version,
            ProtocolName protocol,
            Optional<String> targetPrefix,
            Optional<String> xmlNamespace,
            Wording wording) {}

    ApiModel(
            Service service, Collection<OperationModel> operations, Collection<ErrorModel> errors) {
        this.service = service;
        var byName = new LinkedHashMap<String, OperationModel>();
        operations.forEach(operation -> byName.put(operation.name(), operation));
        this.operations = Collections.unmodifiableMap(byName);
        var byCode = new LinkedHashMap<String, ErrorModel>();
        errors.forEach(error -> byCode.put(error.code(service.protocol()), error));
        this.errors = Collections.unmodifiableMap(byCode);
    }

    /**
     * Reads the model of {@code service}: {@code kms}, {@code iam}, {@code sts}, {@code
     * organizations} or {@code ec2}, which are AWS's, or {@code keyward}, which is our own.
     *
     * @throws IllegalStateException if there is no such model or it is damaged: a broken build
     */
    public static ApiModel load(String service) {
        try (InputStream json = ApiModel.class.getResourceAsStream(service + ".json")) {
            if (json == null) {
                throw new IllegalStateException("no API model for service " + service);
            }
            return ModelReader.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the API model of " + service, e);
        }
    }

    /**
     * A service without operations: what a request is answered in the name of when it names no
     * service that we have.
     */
    public static ApiModel unknown(ProtocolName protocol) {
        var service =
                new Service("", "", protocol, Optional.empty(), Optional.empty(), Wording.ECHOING);
        return new ApiModel(service, List.of(), List.of());
    }

    public Service service() {
        return service;
    }

    public Optional<OperationModel> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** Every operation by its name. */
    public Map<String, OperationModel> operations() {
        return operations;
    }

    /** The error with that code on the wire: {@code NotFoundException} of KMS, {@code NoSuchEntity} of IAM. */
    public Optional<ErrorModel> error(String code) {
        return Optional.ofNullable(errors.get(code));
    }

    /** Every error by its code on the wire. */
    public Map<String, ErrorModel> errors() {
        return errors;
    }

    @Override
    public String toString() {
        return "ApiModel[" + service.signingName() + " " + service.version() + "]";
    }
}
