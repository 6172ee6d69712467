package dev.keyward.server.http;

import dev.keyward.server.authorize.Origin;
import dev.keyward.server.service.OwnWire;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;

/** Tells AWS's requests from those of whoever looks after the server. */
public final class FrontDoor implements Answers {

    private static final String HEALTH = "/health";
    private static final String METRICS = "/metrics";
    private static final String SESSIONS = "/sessions";

    private final Pipeline pipeline;
    private final Health health;
    private final Metrics metrics;
    private final OwnWire sessions;

    /**
     * Lets requests in.
     *
     * @param sessions what hosts ask for credentials
     */
    public FrontDoor(Pipeline pipeline, Health health, Metrics metrics, OwnWire sessions) {
        this.pipeline = pipeline;
        this.sessions = sessions;
        this.health = health;
        this.metrics = metrics;
    }

    @Override
    public HttpReply answer(HttpRequest request, Origin origin) {
        if (origin.vpcEndpoint().isPresent()) {
            return pipeline.answer(
                    request, origin); // an endpoint leads to its service and to nothing else
        }
        return switch (request.path()) {
            case HEALTH -> isRead(request) ? health.answer() : refuse(request);
            case METRICS -> isRead(request) ? metrics.answer() : refuse(request);
            case SESSIONS -> pipeline.answer(request, origin, sessions);
            default -> pipeline.answer(request, origin);
        };
    }

    private static boolean isRead(HttpRequest request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private HttpReply refuse(HttpRequest request) {
        return refuse(request, HttpProblem.METHOD_NOT_ALLOWED);
    }

    @Override
    public HttpReply refuse(HttpRequest request, HttpProblem problem) {
        return pipeline.refuse(request, problem);
    }
}
