package dev.keyward.server.model;

/** TCP ports from {@code first} to {@code last}, both included. */
public record PortRange(int first, int last) {

    private static final int MOST = 65_535;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if this is no range of ports from 1 to 65535
     */
    public PortRange {
        if (first < 1 || last > MOST || first > last) {
            throw new IllegalArgumentException(first + "-" + last + " are no ports");
        }
    }

    public boolean has(int port) {
        return port >= first && port <= last;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
