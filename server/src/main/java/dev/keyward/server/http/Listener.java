package dev.keyward.server.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listening server: takes connections, reads requests within the {@link Limits}, has each answered
 * on a virtual thread, and writes the answers. HTTP/1.1, and HTTP/2 where TLS negotiates it.
 */
public final class Listener implements AutoCloseable {

    /** How long requests in flight may take when the server stops. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final List<Acceptor> acceptors;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Listener(Vertx vertx, List<Acceptor> acceptors) {
        this.vertx = vertx;
        this.acceptors = acceptors;
    }

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be had, or the certificate and key cannot be used;
     *     the message is a clause for the person who starts the server
     */
    public static Listener start(Endpoint endpoint, Answers answers, InstantSource clock)
            throws IOException {
        var options = new VertxOptions().setPreferNativeTransport(true);
        options.getFileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false);
        var vertx = Vertx.vertx(options);
        var opened = false;
        try {
            var certificate = endpoint.tls().isPresent()
                    ? Optional.of(Certificate.load(endpoint.tls().get(), vertx))
                    : Optional.<Certificate>empty();
            var acceptors = deploy(
                    vertx,
                    new Acceptor.Share(
                            endpoint,
                            certificate,
                            answers,
                            new Room(endpoint.limits().connections()),
                            new HttpDates(clock)));
            certificate.ifPresent(loaded -> new CertificateWatch(vertx, acceptors).begin(loaded));
            opened = true;
            return new Listener(vertx, acceptors);
        } finally {
            if (!opened) {
                await(vertx.close());
            }
        }
    }

    /** One acceptor for each event loop; they share the address. */
    private static List<Acceptor> deploy(Vertx vertx, Acceptor.Share share) throws IOException {
        var acceptors = new ArrayList<Acceptor>();
        for (var count = 0; count < Runtime.getRuntime().availableProcessors(); count++) {
            acceptors.add(new Acceptor(vertx, share));
        }
        var next = acceptors.iterator();
        try {
            await(vertx.deployVerticle(
                    next::next, new DeploymentOptions().setInstances(acceptors.size())));
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + share.endpoint().bind() + ", port "
                            + share.endpoint().port() + ": " + e.getMessage(),
                    e);
        }
        return acceptors;
    }

    /** The port, which is of interest when any free one was asked for. */
    public int port() {
        return acceptors.getFirst().port();
    }

    /** How many clients are connected. */
    public int connections() {
        return acceptors.getFirst().connections();
    }

    /** Takes no more connections, lets requests in flight end within ten seconds, and closes. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            await(Future.join(acceptors.stream()
                    .map(acceptor -> acceptor.shutdown(FAREWELL))
                    .toList()));
            await(vertx.close());
        } catch (IOException e) {
            throw new IllegalStateException("the HTTP server did not close", e);
        }
    }

    private static void await(Future<?> future) throws IOException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            var cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("it took longer than " + PATIENCE.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
