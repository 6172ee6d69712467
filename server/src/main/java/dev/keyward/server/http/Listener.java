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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listening server: takes connections, reads requests within the {@link Limits}, has each answered
 * on a virtual thread, and writes the answers. HTTP/1.1, and HTTP/2 where TLS negotiates it.
 *
 * <p>Which listener a request arrives on tells whether it comes through a VPC endpoint.
 */
public final class Listener implements AutoCloseable {

    /** How long requests in flight may take when the server stops. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Acceptor.Share share;

    /** Those of this address, then those of the doors beside it. */
    private final List<Acceptor> acceptors = new CopyOnWriteArrayList<>();

    private final AtomicBoolean closed = new AtomicBoolean();

    private Listener(Vertx vertx, Acceptor.Share share) {
        this.vertx = vertx;
        this.share = share;
    }

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be had, or the certificate and key cannot be used;
     *     the message is a clause for the person who starts the server
     */
    public static Listener start(Endpoint endpoint, Answers answers, InstantSource clock)
            throws IOException {
        var vertx = Vertx.vertx(options().setPreferNativeTransport(true));
        return start(vertx, share(endpoint, new Entrance.Front(), answers, clock));
    }

    /**
     * Listens for load balancers, whose connections begin with a header of the PROXY protocol that names a
     * VPC endpoint. Whoever is not {@code trusted} is turned away unheard.
     *
     * @throws IOException as {@link #start}
     */
    public static Listener startForLoadBalancers(
            Endpoint endpoint, TrustedPeers trusted, Answers answers, InstantSource clock)
            throws IOException {
        var transport = GuardedTransport.of(trusted, endpoint.limits().read());
        var vertx = Vertx.builder().with(options()).withTransport(transport).build();
        return start(vertx, share(endpoint, new Entrance.OfLoadBalancers(), answers, clock));
    }

    private static VertxOptions options() {
        var options = new VertxOptions();
        options.getFileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false);
        return options;
    }

    private static Acceptor.Share share(
            Endpoint endpoint, Entrance entrance, Answers answers, InstantSource clock) {
        return new Acceptor.Share(
                endpoint,
                entrance,
                answers,
                new Room(endpoint.limits().connections()),
                new HttpDates(clock));
    }

    private static Listener start(Vertx vertx, Acceptor.Share share) throws IOException {
        var opened = false;
        try {
            var listener = new Listener(vertx, share);
            var certificate = listener.certificate();
            listener.deploy(share, certificate);
            certificate.ifPresent(
                    loaded -> new CertificateWatch(vertx, listener.acceptors).begin(loaded));
            opened = true;
            return listener;
        } finally {
            if (!opened) {
                await(vertx.close());
            }
        }
    }

    private Optional<Certificate> certificate() throws IOException {
        var files = share.endpoint().tls();
        return files.isPresent()
                ? Optional.of(Certificate.load(files.get(), vertx))
                : Optional.empty();
    }

    /** One acceptor for each event loop; they share the address. */
    private Door deploy(Acceptor.Share common, Optional<Certificate> certificate)
            throws IOException {
        var made = new ArrayList<Acceptor>();
        for (var count = 0; count < Runtime.getRuntime().availableProcessors(); count++) {
            made.add(new Acceptor(vertx, common, certificate));
        }
        var next = made.iterator();
        var deployed =
                vertx.deployVerticle(next::next, new DeploymentOptions().setInstances(made.size()));
        try {
            await(deployed);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + common.endpoint().bind() + ", port "
                            + common.endpoint().port() + ": " + e.getMessage(),
                    e);
        }
        acceptors.addAll(made);
        return new Door(this, List.copyOf(made), deployed.result());
    }

    /**
     * Listens on another port, too, for what comes through a VPC endpoint. The certificate is the one that
     * is in the files now.
     *
     * @param id the endpoint's
     * @throws IOException as {@link #start}
     */
    Door open(String id, int port) throws IOException {
        return deploy(share.ofEndpoint(id, port), certificate());
    }

    /** What listens beside the address of a listener. */
    static final class Door {

        private final Listener listener;
        private final List<Acceptor> acceptors;
        private final String deployment;

        private Door(Listener listener, List<Acceptor> acceptors, String deployment) {
            this.listener = listener;
            this.acceptors = acceptors;
            this.deployment = deployment;
        }

        int port() {
            return acceptors.getFirst().port();
        }

        /** Takes no more connections and ends those that there are. Does not wait for it. */
        void close() {
            listener.acceptors.removeAll(acceptors);
            Future.join(acceptors.stream()
                            .map(acceptor -> acceptor.shutdown(Duration.ZERO))
                            .toList())
                    .eventually(() -> listener.vertx.undeploy(deployment));
        }
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
