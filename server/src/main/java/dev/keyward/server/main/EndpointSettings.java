package dev.keyward.server.main;

import dev.keyward.server.http.TrustedPeers;
import dev.keyward.server.model.PortRange;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How requests can come through VPC endpoints.
 *
 * @param ports what endpoints get one of for their own listeners; empty if they get none
 */
record EndpointSettings(Optional<PortRange> ports, Optional<LoadBalancers> loadBalancers) {

    static final EndpointSettings NONE = new EndpointSettings(Optional.empty(), Optional.empty());

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
    private static final int MOST_PORT = 65_535;

    /** Where trusted load balancers call, and who they are. */
    record LoadBalancers(int port, TrustedPeers trusted) {}

    /**
     * Reads them.
     *
     * @param port the one that everybody calls
     * @throws SettingsException if one of them cannot be used, or two listeners would have one port
     */
    static EndpointSettings read(GivenSettings given, int port) {
        given.requireBothOrNeither(Setting.LOAD_BALANCER_PORT, Setting.LOAD_BALANCERS);
        var trusted = given.find(Setting.LOAD_BALANCERS, TrustedPeers::parse);
        var settings = new EndpointSettings(
                given.find(Setting.ENDPOINT_PORTS, EndpointSettings::range),
                given.find(Setting.LOAD_BALANCER_PORT, Settings::port)
                        .map(own -> new LoadBalancers(own, trusted.orElseThrow())));
        settings.requireDifferent(port);
        return settings;
    }

    private void requireDifferent(int port) {
        ports.filter(range -> range.has(port)).ifPresent(range -> {
            throw clash("port", port, range);
        });
        loadBalancers.map(LoadBalancers::port).ifPresent(own -> {
            ports.filter(range -> range.has(own)).ifPresent(range -> {
                throw clash("load-balancer-port", own, range);
            });
            if (own == port && own != 0) {
                throw new SettingsException(
                        "load-balancer-port is " + own + ", which is port already");
            }
        });
    }

    private static SettingsException clash(String name, int port, PortRange range) {
        return new SettingsException(
                "endpoint-ports is " + range + ", which holds " + name + ", " + port);
    }

    private static Optional<PortRange> range(String text) {
        var parts = RANGE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var first = Integer.parseInt(parts.group(1));
        var last = Integer.parseInt(parts.group(2));
        return first < 1 || last > MOST_PORT || first > last
                ? Optional.empty()
                : Optional.of(new PortRange(first, last));
    }
}
