package dev.keyward.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Enough of an object store for a client that encrypts what it puts there: PUT and GET of whole objects
 * with their metadata, in memory. It checks no signature.
 */
final class StandInS3 implements AutoCloseable {

    private static final String METADATA = "x-amz-meta-";

    private final HttpServer server;
    private final Map<String, StoredObject> objects = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // the object's own bytes, never compared
    record StoredObject(byte[] content, Map<String, String> metadata) {}

    private StandInS3(HttpServer server) {
        this.server = server;
    }

    static StandInS3 start() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var made = new StandInS3(server);
        server.createContext("/", made::answer);
        server.start();
        return made;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What lies there, as it was sent. */
    StoredObject object(String bucket, String key) {
        return objects.get("/" + bucket + "/" + key);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("PUT")) {
                objects.put(path, received(exchange));
                exchange.getResponseHeaders().set("ETag", "\"etag\"");
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var found = objects.get(path);
            if (found == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"etag\"");
            found.metadata().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, found.content().length);
            exchange.getResponseBody().write(found.content());
        }
    }

    private static StoredObject received(HttpExchange exchange) throws IOException {
        var metadata = new TreeMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(java.util.Locale.ROOT).startsWith(METADATA)) {
                metadata.put(name, values.getFirst());
            }
        });
        var body = exchange.getRequestBody().readAllBytes();
        var isChunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
        return new StoredObject(isChunked ? unchunked(body) : body, metadata);
    }

    /** The content of {@code aws-chunked}: a hexadecimal length and a line break before each chunk. */
    private static byte[] unchunked(byte[] body) throws IOException {
        var in = new ByteArrayInputStream(body);
        var content = new ByteArrayOutputStream();
        while (true) {
            var length = Integer.parseInt(line(in).split(";", 2)[0], 16);
            if (length == 0) {
                return content.toByteArray();
            }
            content.write(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
