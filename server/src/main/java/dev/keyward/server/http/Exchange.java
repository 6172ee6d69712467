package dev.keyward.server.http;

import dev.keyward.server.authorize.Origin;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, from the moment its headers are there. Confined to the event loop of
 * its connection; only the answering itself is done elsewhere.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** Bodies up to this are not counted: together they are no more than headers take anyway. */
    private static final int SMALL_BODY_BYTES = 16 * 1024;

    /** How much of a refused body is read and dropped, so that the client gets to read why. */
    private static final int MOST_DROPPED_BYTES = 16 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final HttpServerRequest request;
    private final Client client;
    private final Acceptor.Share share;
    private final Context context;

    private Deadline deadline;
    private @Nullable Buffer body;
    private int received;
    private int counted;
    private boolean refused;
    private boolean ended;

    Exchange(HttpServerRequest request, Client client, Acceptor.Share share, Context context) {
        this.request = request;
        this.client = client;
        this.share = share;
        this.context = context;
        this.deadline = Deadline.in(share.limits().read());
    }

    void begin() {
        client.opened(this);
        request.exceptionHandler(this::broken);
        request.response().exceptionHandler(_ -> end());
        request.handler(this::take).endHandler(_ -> whole());
        problemOfHeaders().ifPresent(this::refuse);
        if (!refused && "100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
    }

    /** The rest of the body cannot be read: the connection is gone, or its framing is broken. */
    private void broken(Throwable cause) {
        if (refused
                || cause instanceof HttpClosedException
                || cause instanceof StreamResetException) {
            end();
        } else {
            refuse(HttpProblem.MALFORMED);
        }
    }

    private Optional<HttpProblem> problemOfHeaders() {
        var decoded = request.decoderResult();
        if (decoded.isFailure()) {
            return Optional.of(
                    switch (decoded.cause()) {
                        case TooLongHttpLineException _ -> HttpProblem.LINE_TOO_LONG;
                        case TooLongHttpHeaderException _ -> HttpProblem.HEADERS_TOO_LARGE;
                        default -> HttpProblem.MALFORMED;
                    });
        }
        // RFC 9112, section 3.2: a request with another number of Host fields must be refused.
        var hosts = request.headers().getAll("host").size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return Optional.of(HttpProblem.MALFORMED);
        }
        // RFC 9112, section 6.1: a coding that is not understood must be refused.
        var coding = request.getHeader("transfer-encoding");
        if (!target().startsWith("/") || (coding != null && !coding.equalsIgnoreCase("chunked"))) {
            return Optional.of(HttpProblem.MALFORMED);
        }
        return contentLength() > Limits.BODY_BYTES
                ? Optional.of(HttpProblem.BODY_TOO_LARGE)
                : Optional.empty();
    }

    /** The length that was announced; 0 if none was. Its form was checked by the decoder. */
    private long contentLength() {
        var length = request.getHeader("content-length");
        return length == null ? 0 : Long.parseLong(length);
    }

    private void take(Buffer chunk) {
        received += chunk.length();
        if (refused) {
            if (received > MOST_DROPPED_BYTES) {
                client.close();
            }
            return;
        }
        if (received > Limits.BODY_BYTES) {
            refuse(HttpProblem.BODY_TOO_LARGE);
            return;
        }
        if (received > SMALL_BODY_BYTES) {
            if (!share.room().take(chunk.length())) {
                refuse(HttpProblem.OVERLOADED);
                return;
            }
            counted += chunk.length();
        }
        var before = body;
        // A growing buffer of its own from the second chunk on: most requests have only one.
        body = before == null ? chunk : growing(before).appendBuffer(chunk);
    }

    private Buffer growing(Buffer before) {
        return received - before.length() > 0 && before.length() <= SMALL_BODY_BYTES
                ? Buffer.buffer(2 * received).appendBuffer(before)
                : before;
    }

    private void whole() {
        if (refused) {
            closeAfterRefusal(); // or the answer is still on its way, and it is closed then
            return;
        }
        deadline = Deadline.NONE;
        var http = httpRequest();
        var origin = new Origin(
                client.ip(),
                http.headers().first("user-agent"),
                http.headers().first("referer"),
                client.isSecure(),
                client.passage().vpcEndpoint());
        Thread.startVirtualThread(() -> {
            var reply = answer(http, origin);
            context.runOnContext(_ -> write(reply));
        });
    }

    private HttpReply answer(HttpRequest http, Origin origin) {
        try {
            return share.answers().answer(http, origin);
        } catch (Throwable failure) { // the top of a thread: whatever it is, the client gets an end
            LOG.error("no answer could be made to {}", http, failure);
            return new HttpReply(500, Headers.none(), NOTHING);
        }
    }

    /** Answers at once; what still comes of the body is dropped, and the connection ends. */
    private void refuse(HttpProblem problem) {
        refused = true;
        body = null;
        deadline = Deadline.in(share.limits().read());
        write(share.answers().refuse(httpRequest(), problem));
    }

    private void write(HttpReply reply) {
        if (ended || request.response().closed()) {
            end();
            return;
        }
        var response = request.response().setStatusCode(reply.status());
        for (var name : reply.headers().names()) {
            response.putHeader(name, reply.headers().all(name));
        }
        response.putHeader("date", share.dates().now());
        if (isLast()) {
            response.putHeader("connection", "close");
        }
        deadline = Deadline.in(share.limits().read());
        response.end(Buffer.buffer(reply.body())).onComplete(_ -> end());
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        share.room().giveBack(counted);
        client.ended(this);
        closeAfterRefusal();
    }

    /** Whether the connection ends with this exchange; one of HTTP/2 has others beside it. */
    private boolean isLast() {
        return refused && request.version() != HttpVersion.HTTP_2;
    }

    /** Closes once the answer is out and all of the request is in; before, the client would not read why. */
    private void closeAfterRefusal() {
        if (!isLast() || !ended) {
            return;
        }
        if (request.isEnded()) {
            client.close();
        } else {
            client.closing();
        }
    }

    void endIfOverdue(long nanoTime) {
        if (!deadline.isOver(nanoTime)) {
            return;
        }
        if (refused || request.isEnded()) {
            client.close();
            end();
        } else {
            refuse(HttpProblem.TOO_SLOW);
        }
    }

    private HttpRequest httpRequest() {
        var target = target();
        var mark = target.indexOf('?');
        return new HttpRequest(
                request.method().name(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers(),
                bodyBytes());
    }

    private byte[] bodyBytes() {
        var whole = body;
        return whole == null ? NOTHING : whole.getBytes();
    }

    private Headers headers() {
        var headers = Headers.builder();
        for (var header : request.headers()) {
            headers.add(header.getKey(), header.getValue());
        }
        var authority = request.authority();
        if (request.version() == HttpVersion.HTTP_2 && authority != null) {
            headers.add("host", authority.toString()); // signed under this name
        }
        return headers.build();
    }

    /**
     * Path and query. A target in absolute form loses its scheme and authority.
     *
     * <p>Source: RFC 9112, section 3.2.2.
     */
    private String target() {
        var target = request.uri();
        if (target == null) {
            return "";
        }
        var authority = target.indexOf("://");
        if (target.startsWith("/") || authority < 0) {
            return target;
        }
        var path = target.indexOf('/', authority + 3);
        return path < 0 ? "/" : target.substring(path);
    }
}
