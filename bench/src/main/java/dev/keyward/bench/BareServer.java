package dev.keyward.bench;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;

import java.util.ArrayList;
import java.util.List;

/** The most that the HTTP library could do: reads a body, answers with so many bytes, knows nothing. */
final class BareServer {

    private BareServer() {}

    /** {@code args} is the size of the answer. */
    public static void main(String[] args) {
        var answer = Buffer.buffer(new byte[Integer.parseInt(args[0])]);
        var vertx = Vertx.vertx();
        var ports = new ArrayList<Integer>();
        vertx.deployVerticle(
                        () -> server(answer, ports),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .await();
        System.out.println("bare server at http://127.0.0.1:" + ports.getFirst());
    }

    private static Deployable server(Buffer answer, List<Integer> ports) {
        return context -> {
            var server = context.owner()
                    .createHttpServer()
                    .requestHandler(request -> request.bodyHandler(body -> request.response()
                            .putHeader("content-type", "application/x-amz-json-1.1")
                            .end(answer)));
            Future<?> listening = server.listen(SocketAddress.sharedRandomPort(1, "127.0.0.1"));
            return listening.onSuccess(_ -> {
                synchronized (ports) {
                    ports.add(server.actualPort());
                }
            });
        };
    }
}
