package dev.keyward.server.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up a changed certificate without a restart. Files that cannot be used leave the old
 * certificate in force, and the log says why.
 */
final class CertificateWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final List<Acceptor> acceptors;

    /** What is in force; written by one worker at a time. */
    private volatile String lastProblem = "";

    CertificateWatch(Vertx vertx, List<Acceptor> acceptors) {
        this.vertx = vertx;
        this.acceptors = acceptors;
    }

    void begin(Certificate current) {
        vertx.setTimer(
                INTERVAL.toMillis(),
                _ -> vertx.executeBlocking(() -> next(current))
                        .compose(next ->
                                next.equals(current) ? Future.succeededFuture(next) : use(next))
                        .onComplete(done -> begin(done.succeeded() ? done.result() : current)));
    }

    /** The certificate in the files, if it is another one that can be used; else the current. */
    private Certificate next(Certificate current) {
        try {
            var loaded = Certificate.load(current.files(), vertx);
            lastProblem = "";
            return loaded;
        } catch (IOException e) {
            if (!lastProblem.equals(e.getMessage())) {
                LOG.error("the old certificate stays in force: {}", e.getMessage());
                lastProblem = String.valueOf(e.getMessage());
            }
            return current;
        }
    }

    private Future<Certificate> use(Certificate next) {
        return Future.join(
                        acceptors.stream().map(acceptor -> acceptor.use(next)).toList())
                .map(_ -> next)
                .onSuccess(
                        _ -> LOG.info("took up the certificate {}", next.files().certificate()))
                .onFailure(e -> LOG.error("the old certificate stays in force", e));
    }
}
