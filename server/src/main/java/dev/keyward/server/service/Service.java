package dev.keyward.server.service;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.model.ApiModel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A service that clients call: its API as AWS publishes it, and the operations of it that are served.
 */
public final class Service {

    private final String name;
    private final ApiModel model;
    private final Map<String, Operation<?>> operations;
    private final RequestCheck check;

    private Service(
            String name, ApiModel model, Map<String, Operation<?>> operations, RequestCheck check) {
        this.name = name;
        this.model = model;
        this.operations = operations;
        this.check = check;
    }

    /**
     * Puts the operations under their names.
     *
     * @param name the prefix of the service's actions, for example {@code kms}
     * @throws IllegalStateException if two operations have the same name, or the model has none of
     *     that name
     */
    public static Service of(String name, ApiModel model, Collection<Operation<?>> operations) {
        var byName = new LinkedHashMap<String, Operation<?>>();
        for (var operation : operations) {
            if (model.operation(operation.name()).isEmpty()) {
                throw new IllegalStateException(name + " has no operation " + operation.name());
            }
            if (byName.put(operation.name(), operation) != null) {
                throw new IllegalStateException(name + " has two operations " + operation.name());
            }
        }
        return new Service(name, model, byName, RequestCheck.NONE);
    }

    /** The same, which checks its requests by {@code everyRequest}. */
    public Service checking(RequestCheck everyRequest) {
        return new Service(name, model, operations, everyRequest);
    }

    RequestCheck check() {
        return check;
    }

    public String name() {
        return name;
    }

    public ApiModel model() {
        return model;
    }

    /**
     * The operation of that name.
     *
     * @throws ServiceException {@code UnsupportedOperation} if the API has it and it is not served
     *     yet; {@code UnknownOperation} if the API has no such operation
     */
    public Operation<?> operation(String operation) {
        var found = operations.get(operation);
        if (found != null) {
            return found;
        }
        if (model.operation(operation).isPresent()) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    "Keyward does not serve " + name + ":" + operation + " yet");
        }
        throw CommonError.UNKNOWN_OPERATION.withoutMessage();
    }

    /** The operation of that name, if its callers sign nothing, since they have nothing to sign with. */
    public Optional<Operation.Vouched<?>> vouched(String operation) {
        return operations.get(operation) instanceof Operation.Vouched<?> vouched
                ? Optional.of(vouched)
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "Service[" + name + ", " + operations.size() + " operations]";
    }
}
