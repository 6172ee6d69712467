package dev.keyward.wire.protocol;

import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.model.ApiModel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the service that a request is for: JSON services by the prefix of {@code X-Amz-Target}, query
 * services by their API version, which no two of them share. The host name plays no part, since all
 * services stand behind one endpoint.
 */
public final class Routes {

    private final Map<String, Protocol> byTargetPrefix = new HashMap<>();
    private final Map<String, Protocol> byVersion = new HashMap<>();
    private final Protocol unknownJson = Protocol.of(ApiModel.unknown(ProtocolName.AWS_JSON_1_1));
    private final Protocol unknownQuery = Protocol.of(ApiModel.unknown(ProtocolName.AWS_QUERY));

    private Routes() {}

    /**
     * Routes to the services of {@code models}.
     *
     * @throws IllegalStateException if two of them cannot be told apart
     */
    public static Routes to(List<ApiModel> models) {
        var routes = new Routes();
        for (ApiModel model : models) {
            Protocol before = switch (model.service().protocol()) {
                case AWS_JSON_1_1 ->
                    routes.byTargetPrefix.put(
                            model.service().targetPrefix().orElseThrow(), Protocol.of(model));
                case AWS_QUERY, EC2_QUERY ->
                    routes.byVersion.put(model.service().version(), Protocol.of(model));
            };
            if (before != null) {
                throw new IllegalStateException("cannot tell " + model + " from " + before.api());
            }
        }
        return routes;
    }

    /**
     * The protocol and service of {@code request}. It never fails, so that any request can be
     * answered in its own protocol: a request for no service that we have gets an API without
     * operations, whose {@link Protocol#operation} refuses it as AWS would.
     */
    public Protocol protocol(HttpRequest request) {
        var target = request.headers().first("x-amz-target");
        if (target.isPresent()) {
            return byTargetPrefix.getOrDefault(AwsJson11.targetPrefix(target.get()), unknownJson);
        }
        if (request.headers()
                .first("content-type")
                .filter(type -> type.startsWith("application/x-amz-json"))
                .isPresent()) {
            return unknownJson;
        }
        try {
            return byVersion.getOrDefault(
                    Form.of(request).first("Version").orElse(""), unknownQuery);
        } catch (ServiceException e) {
            return unknownQuery; // Its operation() reads the form again and tells what is wrong.
        }
    }
}
