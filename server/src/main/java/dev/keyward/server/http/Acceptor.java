package dev.keyward.server.http;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's part of the server: its connections, and the clock that ends those that take too
 * long. Its private methods run on that event loop.
 */
final class Acceptor implements Deployable {

    /** How often deadlines are looked at, so how much later than due a connection may end. */
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final Vertx vertx;
    private final Share share;
    private final HttpServer server;
    private final Map<HttpConnection, Client> clients = new HashMap<>();

    /** What the acceptors of a server have in common. */
    record Share(
            Endpoint endpoint, Entrance entrance, Answers answers, Room room, HttpDates dates) {

        /** The same for the own listener of a VPC endpoint. */
        Share ofEndpoint(String id, int port) {
            return new Share(
                    new Endpoint(endpoint.bind(), port, endpoint.tls(), endpoint.limits()),
                    new Entrance.OfEndpoint(id),
                    answers,
                    room,
                    dates);
        }

        Limits limits() {
            return endpoint.limits();
        }
    }

    Acceptor(Vertx vertx, Share share, Optional<Certificate> certificate) {
        this.vertx = vertx;
        this.share = share;
        this.server = vertx.createHttpServer(options(share, certificate))
                .connectionHandler(this::connected)
                .requestHandler(this::received)
                .invalidRequestHandler(this::received);
    }

    private static HttpServerOptions options(Share share, Optional<Certificate> found) {
        var options = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(Limits.HEADER_BYTES)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(Limits.CONCURRENT_STREAMS)
                        .setMaxHeaderListSize(Limits.HEADER_BYTES))
                .setMaxInitialLineLength(Limits.REQUEST_LINE_BYTES)
                .setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setUseProxyProtocol(share.entrance() instanceof Entrance.OfLoadBalancers)
                .setProxyProtocolTimeout(share.limits().read().toMillis())
                .setProxyProtocolTimeoutUnit(TimeUnit.MILLISECONDS);
        found.ifPresent(certificate -> options.setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeout(share.limits().read().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeyCertOptions(certificate.options()));
        return options;
    }

    @Override
    public Future<?> deploy(Context context) {
        vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep());
        return server.listen(address());
    }

    /** Any free port must be the same for all acceptors. */
    private SocketAddress address() {
        var endpoint = share.endpoint();
        return endpoint.port() == 0
                ? SocketAddress.sharedRandomPort(1, endpoint.bind())
                : SocketAddress.inetSocketAddress(endpoint.port(), endpoint.bind());
    }

    int port() {
        return server.actualPort();
    }

    int connections() {
        return share.room().connections();
    }

    Future<Void> shutdown(Duration farewell) {
        return server.shutdown(farewell);
    }

    /** Handshakes with another certificate from now on. */
    Future<Boolean> use(Certificate certificate) {
        return server.updateSSLOptions(new ServerSSLOptions()
                .setUseAlpn(true)
                .setApplicationLayerProtocols(List.of("h2", "http/1.1"))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeout(share.limits().read().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeyCertOptions(certificate.options()));
    }

    private void connected(HttpConnection connection) {
        var passage = share.entrance().passage(connection);
        if (passage.isEmpty() || !share.room().enter()) {
            connection.close();
            return;
        }
        clients.put(connection, new Client(connection, passage.get(), share.limits()));
        connection.closeHandler(_ -> {
            clients.remove(connection);
            share.room().leave();
        });
    }

    private void received(HttpServerRequest request) {
        var client = clients.get(request.connection());
        if (client == null) {
            request.connection().close(); // one that was turned away
            return;
        }
        new Exchange(request, client, share, vertx.getOrCreateContext()).begin();
    }

    private void sweep() {
        var now = System.nanoTime();
        for (var client : List.copyOf(clients.values())) {
            client.endIfOverdue(now);
        }
    }
}
