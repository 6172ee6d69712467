package dev.keyward.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Enough of an object store for one that asks for keys on behalf of its users: it hands the head of each GET on,
 * as docs/reference/service-callers.md says, and answers with what came of it. It checks nothing itself.
 */
final class ForwardingStore implements AutoCloseable {

    private final HttpServer server;
    private final Function<String, String> asking;

    private ForwardingStore(HttpServer server, Function<String, String> asking) {
        this.server = server;
        this.asking = asking;
    }

    /** Begins to listen; {@code asking} is given the header's text before it is encoded. */
    static ForwardingStore start(Function<String, String> asking) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var made = new ForwardingStore(server, asking);
        server.createContext("/", made::answer);
        server.start();
        return made;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static String encoded(String head) {
        return Base64.getEncoder().encodeToString(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String head(HttpExchange exchange) {
        var text = new StringBuilder();
        text.append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append(" HTTP/1.1\n");
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        values.forEach(value -> text.append(name.toLowerCase(Locale.ROOT))
                                .append(": ")
                                .append(value)
                                .append('\n')));
        return text.append('\n').toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                write(exchange, 200, asking.apply(head(exchange)));
            } catch (AwsServiceException refusal) {
                var error = refusal.awsErrorDetails();
                write(
                        exchange,
                        403,
                        "<Error><Code>" + error.errorCode() + "</Code><Message>"
                                + error.errorMessage() + "</Message></Error>");
            }
        }
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
