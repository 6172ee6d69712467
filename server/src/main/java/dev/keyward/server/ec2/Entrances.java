package dev.keyward.server.ec2;

import dev.keyward.server.model.PortRange;
import dev.keyward.server.model.VpcEndpoint;

import java.util.Optional;

/** The ways by which requests can come through VPC endpoints, as this server was started. */
public interface Entrances {

    /** The ports that endpoints get one of for their own listeners; empty if they get none. */
    Optional<PortRange> ports();

    /** Whether load balancers that name an endpoint are listened to. */
    boolean takeLoadBalancers();

    /** Why nothing can come through {@code endpoint} now; empty if it can. */
    Optional<String> problem(VpcEndpoint endpoint);
}
