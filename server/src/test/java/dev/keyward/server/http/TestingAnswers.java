package dev.keyward.server.http;

import dev.keyward.server.authorize.Origin;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells the client what arrived, and counts it. */
final class TestingAnswers implements Answers {

    /** Counted down by a request for {@code /wait} when it begins. */
    final CountDownLatch waiting = new CountDownLatch(1);

    /** What a request for {@code /wait} waits for. */
    final CountDownLatch release = new CountDownLatch(1);

    final AtomicInteger answered = new AtomicInteger();

    @Override
    public HttpReply answer(HttpRequest request, Origin origin) {
        answered.incrementAndGet();
        if (request.path().equals("/wait")) {
            waiting.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (request.path().equals("/break")) {
            throw new StackOverflowError("secret detail");
        }
        return reply(
                200,
                request.method() + " path=" + request.path() + " query=" + request.query()
                        + " host=" + request.headers().all("host") + " bytes="
                        + request.body().length + " from=" + origin.sourceIp() + " tls="
                        + origin.secureTransport()
                        + origin.vpcEndpoint().map(id -> " through=" + id).orElse(""));
    }

    @Override
    public HttpReply refuse(HttpRequest request, HttpProblem problem) {
        return reply(
                problem.exception().code().httpStatus(dev.keyward.wire.ProtocolName.AWS_JSON_1_1),
                problem.name());
    }

    private static HttpReply reply(int status, String text) {
        return new HttpReply(
                status,
                Headers.of(Map.of("content-type", "text/plain")),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
