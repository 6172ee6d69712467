package dev.keyward.server.http;

import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.VpcEndpoint;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of VPC endpoints, opened and closed as endpoints come and go. Safe for use by many
 * threads; what is kept is guarded by the lock of this object.
 */
public final class EndpointDoors {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointDoors.class);

    private final PortRange ports;
    private final Map<String, Listener.Door> open = new HashMap<>();
    private final Map<String, String> problems = new HashMap<>();
    private @Nullable Listener listener;

    /**
     * None is open yet.
     *
     * @param ports those that may be listened on; an endpoint whose port is another has no listener
     */
    public EndpointDoors(PortRange ports) {
        this.ports = ports;
    }

    /** Begins to listen, beside {@code front}. */
    public synchronized void begin(Listener front, List<VpcEndpoint> endpoints) {
        listener = front;
        keepTo(endpoints);
    }

    /** Opens the listeners that {@code endpoints} lack, and closes those of endpoints that are gone. */
    public synchronized void keepTo(List<VpcEndpoint> endpoints) {
        var front = listener;
        if (front == null) {
            return;
        }
        var wanted =
                endpoints.stream().collect(Collectors.toMap(VpcEndpoint::id, Function.identity()));
        problems.keySet().retainAll(wanted.keySet());
        open.entrySet().removeIf(entry -> {
            var isGone = !wanted.containsKey(entry.getKey());
            if (isGone) {
                entry.getValue().close();
            }
            return isGone;
        });
        for (var endpoint : endpoints) {
            if (!open.containsKey(endpoint.id())) {
                endpoint.port().ifPresent(port -> open(front, endpoint.id(), port));
            }
        }
    }

    private void open(Listener front, String id, int port) {
        if (!ports.has(port)) {
            problems.put(id, "its port " + port + " is not one of " + ports + " any more");
            return;
        }
        try {
            open.put(id, front.open(id, port));
            problems.remove(id);
        } catch (IOException e) {
            LOG.error("nothing can come through the VPC endpoint {}: {}", id, e.getMessage());
            problems.put(id, String.valueOf(e.getMessage()));
        }
    }

    /** Why the endpoint has no listener; empty if it has one. */
    public synchronized Optional<String> problem(String id) {
        return open.containsKey(id)
                ? Optional.empty()
                : Optional.of(problems.getOrDefault(id, "its listener is not open yet"));
    }
}
