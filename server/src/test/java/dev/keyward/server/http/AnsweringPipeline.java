package dev.keyward.server.http;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.service.OwnWire;
import dev.keyward.server.service.Service;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;

import java.time.InstantSource;
import java.util.List;

/** A pipeline for tests of other packages, which signed requests go through without a network. */
public final class AnsweringPipeline {

    private final Pipeline pipeline;

    private AnsweringPipeline(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    public static AnsweringPipeline of(
            List<Service> services,
            Authenticator authenticator,
            ServiceCalls calls,
            RandomSource random,
            InstantSource clock) {
        return new AnsweringPipeline(new Pipeline(
                new Pipeline.Gate(services, authenticator, calls), random, clock, new Metrics()));
    }

    public HttpReply answer(HttpRequest request, Origin origin) {
        return pipeline.answer(request, origin);
    }

    public HttpReply answer(HttpRequest request, Origin origin, OwnWire wire) {
        return pipeline.answer(request, origin, wire);
    }
}
