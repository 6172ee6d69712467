package dev.keyward.server.http;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.Authenticator;
import dev.keyward.server.authorize.Authenticator.Identified;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.service.OwnWire;
import dev.keyward.server.service.Service;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.server.store.StoreException;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ProtocolName;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.protocol.Protocol;
import dev.keyward.wire.protocol.Routes;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole life of an AWS request: route, identify, read, call, write. Every request gets an answer
 * in its own protocol with a request id; what goes wrong on our side is told to the log only.
 *
 * <p>Safe for use by many threads.
 */
public final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final Routes routes;
    private final Map<String, Service> services;
    private final Authenticator authenticator;
    private final EndpointLookup endpoints;
    private final ServiceCalls calls;
    private final RequestIds requestIds;
    private final InstantSource clock;
    private final Metrics metrics;

    /**
     * Who answers: the services, and what stands before each of their operations.
     *
     * @param endpoints the VPC endpoints that requests can come through
     */
    public record Gate(
            List<Service> services,
            Authenticator authenticator,
            ServiceCalls calls,
            EndpointLookup endpoints) {

        /** One that no request can come to through a VPC endpoint. */
        public Gate(List<Service> services, Authenticator authenticator, ServiceCalls calls) {
            this(services, authenticator, calls, EndpointLookup.NONE);
        }

        public Gate {
            services = List.copyOf(services);
        }
    }

    public Pipeline(Gate gate, RandomSource random, InstantSource clock, Metrics metrics) {
        this.routes = Routes.to(gate.services().stream().map(Service::model).toList());
        this.services = gate.services().stream()
                .collect(Collectors.toUnmodifiableMap(
                        service -> service.model().service().signingName(), Function.identity()));
        this.authenticator = gate.authenticator();
        this.calls = gate.calls();
        this.endpoints = gate.endpoints();
        this.requestIds = new RequestIds(random);
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Answers one request. Start reading here. */
    HttpReply answer(HttpRequest http, Origin origin) {
        return attempt(routes.protocol(http), attempt -> carryOut(http, origin, attempt));
    }

    /** Answers one request to a service that has a wire of its own. */
    HttpReply answer(HttpRequest http, Origin origin, OwnWire wire) {
        return attempt(wire.protocol(), attempt -> {
            // No VPC endpoint is for such a service.
            endpoints
                    .require(origin)
                    .ifPresent(found ->
                            EndpointLookup.requireService(found, signingName(wire.protocol())));
            attempt.timing().operation(wire.operation());
            var reply = wire.answer(http, origin, clock.instant(), attempt.requestId());
            attempt.timing().answered();
            return reply;
        });
    }

    private HttpReply attempt(Protocol protocol, Function<Attempt, HttpReply> answering) {
        var requestId = requestIds.next();
        var timing = metrics.begin(signingName(protocol));
        try {
            return answering.apply(new Attempt(protocol, requestId, timing));
        } catch (ServiceException refusal) {
            timing.refused(refusal.code());
            return protocol.refuse(refusal, requestId);
        } catch (StoreException failure) {
            LOG.error("storage failed, request {}", requestId, failure);
            return protocol.refuse(unavailable(), requestId);
        } catch (RuntimeException bug) {
            LOG.error("request {} failed", requestId, bug);
            return protocol.refuse(broken(), requestId); // no detail leaves the server
        } finally {
            timing.end();
        }
    }

    /** What the steps of one request share. */
    private record Attempt(Protocol protocol, String requestId, Metrics.Timing timing) {}

    private HttpReply carryOut(HttpRequest http, Origin origin, Attempt attempt) {
        var protocol = attempt.protocol();
        requireMethodAndPath(http, protocol);
        var endpoint = endpoints.require(origin);
        endpoint.ifPresent(found -> EndpointLookup.requireService(found, signingName(protocol)));
        var operation = protocol.operation(http);
        attempt.timing().operation(operation.name());

        var service = service(protocol);
        var now = clock.instant();
        var vouched = service.vouched(operation.name());
        // Who signed a request is told by its headers, before its input is read; who did not, by
        // its input.
        var signer = vouched.isPresent()
                ? Optional.<Identified>empty()
                : Optional.of(authenticator.identify(http, signingName(protocol), now));
        var input = protocol.read(operation, http);
        // A request that is not signed is for the Region of the endpoint that it comes through.
        var unsignedRegion =
                endpoint.map(VpcEndpoint::region).orElseGet(authenticator::unsignedRegion);
        var identified = signer.orElseGet(
                () -> new Identified(vouched.orElseThrow().caller(input, now), unsignedRegion));
        endpoint.ifPresent(found -> EndpointLookup.requireRegion(found, identified.region()));
        var call = new Call(
                identified.caller(), identified.region(), now, attempt.requestId(), origin);
        var output = calls.call(service, service.operation(operation.name()), call, input);
        attempt.timing().answered();
        return protocol.reply(operation, output, attempt.requestId());
    }

    private Service service(Protocol protocol) {
        var service = services.get(signingName(protocol));
        if (service == null) {
            throw new IllegalStateException(
                    "routed to " + signingName(protocol) + ", which is not served");
        }
        return service;
    }

    private static String signingName(Protocol protocol) {
        return protocol.api().service().signingName();
    }

    /** AWS's services have one path; JSON comes by POST, forms and presigned requests by GET too. */
    private static void requireMethodAndPath(HttpRequest http, Protocol protocol) {
        if (!http.path().equals("/")) {
            throw HttpProblem.UNKNOWN_PATH.exception();
        }
        var mayGet = protocol.name() != ProtocolName.AWS_JSON_1_1;
        if (!http.method().equals("POST") && !(mayGet && http.method().equals("GET"))) {
            throw HttpProblem.METHOD_NOT_ALLOWED.exception();
        }
    }

    /** Refuses a request that is not read further. */
    HttpReply refuse(HttpRequest http, HttpProblem problem) {
        metrics.refusedUnread(problem);
        return routes.protocol(http).refuse(problem.exception(), requestIds.next());
    }

    private static ServiceException unavailable() {
        return CommonError.SERVICE_UNAVAILABLE.because(
                "The system timed out while trying to fulfill the request. You can retry the"
                        + " request.");
    }

    private static ServiceException broken() {
        return CommonError.INTERNAL_FAILURE.because(
                "The request was rejected because an internal exception occurred. The request can"
                        + " be retried.");
    }
}
