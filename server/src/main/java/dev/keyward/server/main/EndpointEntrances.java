package dev.keyward.server.main;

import dev.keyward.server.authorize.Call;
import dev.keyward.server.ec2.Entrances;
import dev.keyward.server.http.Answers;
import dev.keyward.server.http.Endpoint;
import dev.keyward.server.http.EndpointDoors;
import dev.keyward.server.http.Listener;
import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.VpcEndpoint;
import dev.keyward.server.service.CallObserver;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leads to VPC endpoints, as the settings say: their own listeners, which are opened and closed with
 * them, and the listener of load balancers. A listener that stays open by mistake lets nothing pass, since
 * every request asks the store for its endpoint.
 */
final class EndpointEntrances implements Entrances, CallObserver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointEntrances.class);

    private static final Set<String> CHANGES =
            Set.of("ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints");

    private final EndpointSettings settings;
    private final Store store;
    private final Optional<EndpointDoors> doors;
    private @Nullable Listener loadBalancers;

    EndpointEntrances(EndpointSettings settings, Store store) {
        this.settings = settings;
        this.store = store;
        this.doors = settings.ports().map(EndpointDoors::new);
    }

    /**
     * Begins to listen.
     *
     * @param front the listener that everybody calls, which must be closed before this
     * @throws IOException if the load balancers' address cannot be had
     */
    void begin(Listener front, Endpoint endpoint, Answers answers, InstantSource clock)
            throws IOException {
        doors.ifPresent(open -> open.begin(front, endpointsWithPorts()));
        if (settings.loadBalancers().isPresent()) {
            var those = settings.loadBalancers().get();
            loadBalancers = Listener.startForLoadBalancers(
                    new Endpoint(endpoint.bind(), those.port(), endpoint.tls(), endpoint.limits()),
                    those.trusted(),
                    answers,
                    clock);
        }
    }

    private List<VpcEndpoint> endpointsWithPorts() {
        return store.read(snapshot -> snapshot.vpcEndpoints().withPorts());
    }

    @Override
    public Optional<PortRange> ports() {
        return settings.ports();
    }

    @Override
    public boolean takeLoadBalancers() {
        return settings.loadBalancers().isPresent();
    }

    @Override
    public Optional<String> problem(VpcEndpoint endpoint) {
        if (takeLoadBalancers()) {
            return Optional.empty();
        }
        if (endpoint.port().isEmpty() || doors.isEmpty()) {
            return Optional.of("the server was started without a way to this endpoint");
        }
        return doors.get().problem(endpoint.id());
    }

    /** Opens and closes listeners, before the client learns that its endpoint came or went. */
    @Override
    public void ended(Call call, String operation, Outcome outcome) {
        if (outcome instanceof Answered && CHANGES.contains(operation)) {
            try {
                doors.ifPresent(open -> open.keepTo(endpointsWithPorts()));
            } catch (StoreException failure) {
                LOG.error("the listeners of VPC endpoints are not up to date", failure);
            }
        }
    }

    /** The port of the load balancers' listener, if there is one. */
    Optional<Integer> loadBalancerPort() {
        return Optional.ofNullable(loadBalancers).map(Listener::port);
    }

    @Override
    public void close() {
        if (loadBalancers != null) {
            loadBalancers.close();
        }
    }
}
