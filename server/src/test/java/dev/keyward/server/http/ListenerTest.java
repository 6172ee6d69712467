package dev.keyward.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP over a real socket: what is taken, and that nothing a client sends harms the server. */
final class ListenerTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Limits LIMITS =
            new Limits(3, Duration.ofSeconds(2), Duration.ofSeconds(1));

    private static final String CHUNKED =
            http("POST / HTTP/1.1", "Host: here", "Transfer-Encoding: chunked", "", "");

    private final TestingAnswers answers = new TestingAnswers();
    private Listener listener;

    @BeforeEach
    void start() throws IOException {
        listener = listen(0);
    }

    @AfterEach
    void stop() {
        answers.release.countDown();
        listener.close();
    }

    private Listener listen(int port) throws IOException {
        return listen(port, LIMITS);
    }

    private Listener listen(int port, Limits limits) throws IOException {
        return Listener.start(
                new Endpoint("127.0.0.1", port, Optional.empty(), limits),
                answers,
                InstantSource.fixed(NOW));
    }

    private RawClient client() throws IOException {
        return new RawClient(listener.port());
    }

    private String answerTo(String request) throws IOException {
        try (var client = client()) {
            return client.send(request).readAnswer();
        }
    }

    private static String http(String... lines) {
        return String.join("\r\n", lines);
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.matches("(?s)HTTP/1[.][01] " + status + " .*"), answer);
    }

    private void assertUnharmed() throws IOException {
        assertStatus(200, answerTo("GET /after HTTP/1.1\r\nHost: here\r\n\r\n"));
    }

    @Test
    void handsOverTheRequestAsItCame() throws IOException {
        var answer = answerTo(http(
                "POST /a%2Fb?x=%20&y HTTP/1.1", "Host: here:1", "Content-Length: 5", "", "hello"));
        assertStatus(200, answer);
        assertTrue(
                answer.endsWith("POST path=/a%2Fb query=x=%20&y host=[here:1] bytes=5"
                        + " from=127.0.0.1 tls=false"),
                answer);
    }

    @Test
    void datesEveryAnswer() throws IOException {
        var answer = answerTo("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
        assertTrue(answer.contains("date: Fri, 02 Jan 2026 03:04:05 GMT\r\n"), answer);
        var refusal = answerTo("nonsense\r\n\r\n");
        assertTrue(refusal.contains("date: Fri, 02 Jan 2026 03:04:05 GMT\r\n"), refusal);
    }

    @Test
    void keepsAConnectionForTheNextRequest() throws IOException {
        try (var client = client()) {
            var request = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
            assertStatus(200, client.send(request).readAnswer());
            assertStatus(200, client.send(request).readAnswer());
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (var client = client()) {
            client.send(
                    "GET /1 HTTP/1.1\r\nHost: here\r\n\r\nGET /2 HTTP/1.1\r\nHost: here\r\n\r\n");
            assertTrue(client.readAnswer().contains("path=/1 "));
            assertTrue(client.readAnswer().contains("path=/2 "));
        }
    }

    @Test
    void takesAChunkedBody() throws IOException {
        var answer = answerTo(CHUNKED + http("3", "abc", "4", "defg", "0", "", ""));
        assertTrue(answer.contains("bytes=7"), answer);
    }

    @Test
    void takesABodyOfManyPieces() throws IOException {
        var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
        var answer = answerTo(CHUNKED + chunk.repeat(255) + "0\r\n\r\n");
        assertTrue(answer.contains("bytes=" + 255 * 0x1000), answer);
    }

    @Test
    void takesABodyOfTheGreatestSize() throws IOException {
        var answer = answerTo("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1048576\r\n\r\n"
                + "x".repeat(1_048_576));
        assertTrue(answer.contains("bytes=1048576"), answer);
    }

    @Test
    void invitesABodyThatTheClientAsksAbout() throws IOException {
        try (var client = client()) {
            client.send(http(
                    "POST / HTTP/1.1",
                    "Host: here",
                    "Expect: 100-continue",
                    "Content-Length: 2",
                    "",
                    ""));
            assertStatus(100, client.readAnswer());
            assertTrue(client.send("ab").readAnswer().contains("bytes=2"));
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLarge() throws IOException {
        try (var client = client()) {
            client.send(http(
                    "POST / HTTP/1.1",
                    "Host: here",
                    "Expect: 100-continue",
                    "Content-Length: 1048577",
                    "",
                    ""));
            var answer = client.readAll();
            assertStatus(413, answer);
            assertTrue(answer.endsWith("BODY_TOO_LARGE"), answer);
        }
        assertEquals(0, answers.answered.get());
        assertUnharmed();
    }

    @Test
    void letsAClientThatSendsTooMuchReadWhy() throws IOException {
        var answer = answerTo("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1500000\r\n\r\n"
                + "x".repeat(1_500_000));
        assertStatus(413, answer);
        assertEquals(0, answers.answered.get());
        assertUnharmed();
    }

    @Test
    void refusesAChunkedBodyThatGrowsTooLarge() throws IOException {
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        var answer = answerTo(CHUNKED + chunk.repeat(17) + "0\r\n\r\n");
        assertStatus(413, answer);
        assertEquals(0, answers.answered.get());
        assertUnharmed();
    }

    @Test
    void refusesHeadersThatAreTooLarge() throws IOException {
        assertStatus(
                431,
                answerTo("GET / HTTP/1.1\r\nHost: here\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"));
        assertUnharmed();
    }

    @Test
    void refusesManyHeadersThatAreTooLargeTogether() throws IOException {
        assertStatus(
                431,
                answerTo("GET / HTTP/1.1\r\nHost: here\r\n" + "X: y\r\n".repeat(10_000) + "\r\n"));
        assertUnharmed();
    }

    @Test
    void refusesARequestLineThatIsTooLong() throws IOException {
        assertStatus(
                414, answerTo("GET /" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: here\r\n\r\n"));
        assertUnharmed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET nowhere HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nName : x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void refusesWhatIsNotWellFormed(String request) throws IOException {
        try (var client = client()) {
            var answer = client.send(request).readAll();
            assertStatus(400, answer);
            assertEquals(1, answer.split("HTTP/1[.]", -1).length - 1, answer);
        }
        assertEquals(0, answers.answered.get());
        assertUnharmed();
    }

    /** The library closes the connection before anything can be written to it. */
    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nab\r\n", "-1\r\nab\r\n", "2\r\nabcd\r\n"})
    void endsAConnectionWhoseChunksLie(String chunk) throws IOException {
        try (var client = client()) {
            assertFalse(client.send(CHUNKED + chunk).readAll().contains("200"));
        }
        assertEquals(0, answers.answered.get());
        assertUnharmed();
    }

    @Test
    void dropsARequestThatIsSentHalf() throws IOException {
        try (var client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
                    .finish();
            client.readAll();
        }
        assertEquals(0, answers.answered.get());
        assertUnharmed();
    }

    @Test
    void endsAConnectionThatSendsNothing() throws IOException {
        try (var client = client()) {
            assertEquals("", client.readAll());
        }
    }

    @Test
    void endsAConnectionWhoseHeadersTrickle() throws IOException {
        try (var client = client()) {
            assertEndsThough(client, "GET / HTTP/1.1\r\nHost: a\r\nX: ", "x");
        }
        assertUnharmed();
    }

    @Test
    void refusesABodyThatTrickles() throws IOException {
        try (var client = client()) {
            assertEndsThough(
                    client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n", "x");
        }
        assertEquals(0, answers.answered.get());
        try (var client = client()) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
            assertStatus(408, client.readAll());
        }
        assertUnharmed();
    }

    @Test
    void endsAnIdleConnection() throws IOException {
        try (var client = client()) {
            assertStatus(200, client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAnswer());
            assertEquals("", client.readAll());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n", // without Host
                "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
                "OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n"
            })
    void closesAConnectionAfterARefusal(String request) throws IOException {
        var patient = new Limits(3, Duration.ofMinutes(5), Duration.ofMinutes(5));
        try (var kept = listen(0, patient);
                var client = new RawClient(kept.port())) {
            assertStatus(400, client.send(request).readAll());
        }
    }

    @Test
    void doesNotWaitForTheRestOfARefusedBodyForever() throws IOException {
        var patient = new Limits(3, Duration.ofMinutes(5), Duration.ofSeconds(1));
        try (var kept = listen(0, patient);
                var client = new RawClient(kept.port())) {
            client.send("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 2000000\r\n\r\nabc");
            assertStatus(413, client.readAll());
        }
    }

    /** A client that never stops sending; if the server did not end it, this would never end. */
    private static void assertEndsThough(RawClient client, String start, String drop)
            throws IOException {
        client.send(start);
        assertThrows(IOException.class, () -> {
            while (true) {
                client.send(drop);
                Thread.sleep(20);
            }
        });
    }

    @Test
    void turnsAwayMoreConnectionsThanItMayHave() throws IOException {
        try (var one = client();
                var two = client();
                var three = client()) {
            for (var client : new RawClient[] {one, two, three}) {
                assertStatus(
                        200, client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAnswer());
            }
            try (var four = client()) {
                assertFalse(four.readAll().contains("HTTP"));
            }
        }
        awaitRoom();
        assertUnharmed();
    }

    /** The server learns of a closed connection a moment later. */
    private void awaitRoom() throws IOException {
        while (true) {
            try (var client = client()) {
                if (client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAll().contains("200 OK")) {
                    return;
                }
            } catch (IOException stillFull) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void tellsNothingOfAFailure() throws IOException {
        var answer = answerTo("GET /break HTTP/1.1\r\nHost: a\r\n\r\n");
        assertStatus(500, answer);
        assertFalse(answer.contains("secret"), answer);
        assertUnharmed();
    }

    @Test
    void letsRequestsInFlightEnd() throws Exception {
        try (var client = client()) {
            client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
            answers.waiting.await();
            var closing = CompletableFuture.runAsync(listener::close);
            while (answersAnother()) {
                Thread.onSpinWait();
            }
            answers.release.countDown();
            assertStatus(200, client.readAnswer());
            closing.get();
        }
    }

    private boolean answersAnother() {
        try (var client = client()) {
            return client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAll().contains("200");
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void saysThatAnAddressIsTaken() {
        var refusal = assertThrows(IOException.class, () -> listen(listener.port()));
        assertTrue(
                refusal.toString().contains("cannot listen on 127.0.0.1, port "),
                refusal.toString());
    }
}
