package dev.keyward.cli.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.keyward.cli.agent.Exchange.Answer;
import dev.keyward.cli.agent.Exchange.Asked;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An agent that runs: it listens, and keeps credentials fresh meanwhile. At a hop limit of 1 it answers only
 * connections that come from an address of the host itself, as an answer with that limit would reach nobody
 * else.
 */
public final class AgentServer implements AutoCloseable {

    private static final long LOOK_SECONDS = 1;
    private static final String SERVER = "EC2ws";

    private final HttpServer http;
    private final ScheduledExecutorService renewing;

    private AgentServer(HttpServer http, ScheduledExecutorService renewing) {
        this.http = http;
        this.renewing = renewing;
    }

    /**
     * How an agent is to run.
     *
     * @param hopLimit 1 for the host itself, more for others
     * @param tokenFile what the container endpoint asks for; without it that endpoint is off
     * @param log for people: what fails, never a credential
     */
    public record Plan(
            InetSocketAddress address,
            int hopLimit,
            Optional<Path> tokenFile,
            HostFacts facts,
            InstantSource clock,
            PrintWriter log) {}

    /**
     * Begins to listen.
     *
     * @throws IOException if the address cannot be had
     */
    public static AgentServer start(Plan plan, CredentialSource source) throws IOException {
        var kept = new KeptCredentials(source, plan.clock());
        var metadata = new MetadataService(
                plan.facts(), kept, new MetadataTokens(new SecureRandom()), plan.clock());
        var container = new ContainerEndpoint(plan.tokenFile(), kept);
        var http = HttpServer.create(plan.address(), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", exchange -> {
            try (exchange) {
                var answer = isNear(exchange.getRemoteAddress().getAddress(), plan.hopLimit())
                        ? answer(asked(exchange), metadata, container)
                        : Answer.status(403);
                write(answer, exchange);
            }
        });
        var renewing = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("renewing").daemon().factory());
        var _ = renewing.scheduleWithFixedDelay(
                () -> renew(kept, plan.log()), 0, LOOK_SECONDS, TimeUnit.SECONDS);
        http.start();
        return new AgentServer(http, renewing);
    }

    private static Answer answer(
            Asked asked, MetadataService metadata, ContainerEndpoint container) {
        return asked.path().equals(ContainerEndpoint.PATH)
                ? container.answer(asked)
                : metadata.answer(asked);
    }

    private static void renew(KeptCredentials kept, PrintWriter log) {
        try {
            kept.renewIfDue();
        } catch (IOException failure) {
            log.println("keyward agent: no new credentials: " + failure.getMessage());
            log.flush();
        } catch (RuntimeException bug) { // the top of a thread: the next look tries again
            log.println("keyward agent: renewing failed: " + bug);
            log.flush();
        }
    }

    /** Whether an answer with that hop limit would reach the peer. */
    static boolean isNear(InetAddress peer, int hopLimit) throws SocketException {
        return hopLimit > 1
                || peer.isLoopbackAddress()
                || NetworkInterface.getByInetAddress(peer) != null;
    }

    private static Asked asked(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers);
    }

    private static void write(Answer answer, HttpExchange exchange) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Server", SERVER);
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        answer.headers().forEach(headers::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Where it listens, which tells the port if any was asked for. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    @Override
    public void close() {
        http.stop(0);
        renewing.shutdownNow();
    }
}
