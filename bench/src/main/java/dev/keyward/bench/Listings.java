package dev.keyward.bench;

import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures how long it takes to list all users and roles of an account that has as many as AWS lets there
 * be, page by page, and to read the account's authorization details and its credential report.
 */
final class Listings implements AutoCloseable {

    private static final int USERS = 5_000;
    private static final int ROLES = 1_000;
    private static final int PAGE = 1_000;

    /** For each whole list; they are asked for by people who wait. */
    private static final Duration MOST = Duration.ofMillis(500);

    private static final int MAKERS = 8;
    private static final int ROUNDS = 21;

    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                    + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}";

    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean holds = true;

    private Listings(int port) {
        this.port = port;
    }

    /** Takes some minutes, most of which are for making users; whether everything holds. */
    static boolean measure(Path folder) throws IOException, InterruptedException {
        try (var keyward = Subject.keyward(folder);
                var listings = new Listings(keyward.port())) {
            listings.make(USERS, "CreateUser", "UserName=user", "");
            listings.make(
                    ROLES,
                    "CreateRole",
                    "RoleName=role",
                    "&AssumeRolePolicyDocument="
                            + URLEncoder.encode(TRUST, StandardCharsets.UTF_8));
            System.out.printf("%n%-52s %8s %8s%n", "", "median", "slowest");
            listings.report("ListUsers", USERS, "<UserName>");
            listings.report("ListRoles", ROLES, "<RoleName>");
            listings.report("GetAccountAuthorizationDetails", USERS + ROLES, "<CreateDate>");
            listings.reportCredentials();
            System.out.printf(
                    "%neach median at most %d ms wanted, which %s%n",
                    MOST.toMillis(), listings.holds ? "holds" : "DOES NOT HOLD");
            return listings.holds;
        }
    }

    private void make(int count, String operation, String name, String more)
            throws IOException, InterruptedException {
        var made = new ArrayList<Future<String>>();
        try (var makers = Executors.newFixedThreadPool(MAKERS)) {
            for (var number = 0; number < count; number++) {
                var form = name + number + more;
                made.add(makers.submit(() -> call(operation, form)));
            }
        }
        for (var each : made) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IOException(operation + " failed", e);
            }
        }
    }

    private void report(String operation, int expected, String mark)
            throws IOException, InterruptedException {
        var times = new ArrayList<Duration>();
        for (var round = 0; round < ROUNDS; round++) {
            var begun = System.nanoTime();
            var count = list(operation, mark);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            if (count != expected) {
                throw new IOException(operation + " listed " + count + " of " + expected);
            }
        }
        report(operation + ", " + expected + " in pages of " + PAGE, times);
    }

    private int list(String operation, String mark) throws IOException, InterruptedException {
        var count = 0;
        var marker = Optional.<String>empty();
        do {
            var page = call(
                    operation,
                    "MaxItems=" + PAGE
                            + marker.map(text -> "&Marker="
                                            + URLEncoder.encode(text, StandardCharsets.UTF_8))
                                    .orElse(""));
            count += (page.length() - page.replace(mark, "").length()) / mark.length();
            marker = between(page, "<Marker>", "</Marker>");
        } while (marker.isPresent());
        return count;
    }

    private static Optional<String> between(String text, String before, String after) {
        var start = text.indexOf(before);
        return start < 0
                ? Optional.empty()
                : Optional.of(text.substring(start + before.length(), text.indexOf(after, start)));
    }

    /** A report is made once in four hours only, so that it has one time. */
    private void reportCredentials() throws IOException, InterruptedException {
        var begun = System.nanoTime();
        call("GenerateCredentialReport", "");
        report(
                "GenerateCredentialReport, once",
                List.of(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private void report(String what, List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        var median = sorted.get(sorted.size() / 2);
        holds &= median.compareTo(MOST) <= 0;
        System.out.printf(
                Locale.ROOT,
                "%-52s %5d ms %5d ms%n",
                what,
                median.toMillis(),
                sorted.getLast().toMillis());
    }

    private String call(String operation, String form) throws IOException, InterruptedException {
        var body =
                "Action=" + operation + "&Version=2010-05-08" + (form.isEmpty() ? "" : "&" + form);
        var unsigned = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of(
                        "host",
                        "127.0.0.1:" + port,
                        "content-type",
                        "application/x-www-form-urlencoded; charset=utf-8")),
                body.getBytes(StandardCharsets.UTF_8));
        var credentials = new Credentials(
                Subject.ACCESS_KEY_ID,
                Subject.SECRET.getBytes(StandardCharsets.US_ASCII),
                Optional.empty());
        var request =
                new RequestSigner(credentials, "us-east-1", "iam").sign(unsigned, Instant.now());
        var builder = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/"))
                .POST(BodyPublishers.ofByteArray(request.body()));
        for (var name : request.headers().names()) {
            if (!name.equals("host")) { // the client sends the same one
                builder.header(name, request.headers().first(name).orElseThrow());
            }
        }
        var answer = client.send(builder.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(operation + " was refused: " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        client.close();
    }
}
