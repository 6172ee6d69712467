package dev.keyward.server.http;

import io.vertx.core.http.HttpConnection;

import java.util.ArrayList;
import java.util.List;

/**
 * A connection with its deadlines. Every wait for the client has one, and bytes that trickle in do not
 * move it, so that no client holds a connection for longer than the {@link Limits} say. Confined to
 * its event loop.
 */
final class Client {

    private final HttpConnection connection;
    private final Limits limits;
    private final String ip;
    private final Entrance.Passage passage;
    private final List<Exchange> exchanges = new ArrayList<>(1);

    /** When the next request's headers, or the end of it all, are due, as long as no exchange is open. */
    private Deadline idle;

    Client(HttpConnection connection, Entrance.Passage passage, Limits limits) {
        this.connection = connection;
        this.passage = passage;
        this.limits = limits;
        this.ip = withoutZone(connection.remoteAddress().hostAddress());
        this.idle = Deadline.in(limits.read());
    }

    private static String withoutZone(String address) {
        var zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    /** How its requests come in. */
    Entrance.Passage passage() {
        return passage;
    }

    /** The peer's address without a port; behind a trusted load balancer that of the load balancer's peer. */
    String ip() {
        return ip;
    }

    boolean isSecure() {
        return connection.isSsl();
    }

    void opened(Exchange exchange) {
        exchanges.add(exchange);
    }

    void ended(Exchange exchange) {
        exchanges.remove(exchange);
        idle = Deadline.in(limits.idle());
    }

    /** No request is taken any more: what still comes of the last one is dropped, for as long as it may take. */
    void closing() {
        idle = Deadline.in(limits.read());
    }

    void close() {
        connection.close();
    }

    void endIfOverdue(long nanoTime) {
        if (exchanges.isEmpty() && idle.isOver(nanoTime)) {
            close();
        }
        for (var exchange : List.copyOf(exchanges)) {
            exchange.endIfOverdue(nanoTime);
        }
    }
}
