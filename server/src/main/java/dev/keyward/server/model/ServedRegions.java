package dev.keyward.server.model;

import java.util.Set;

/**
 * The Regions that a server serves.
 *
 * @param named none stands for every Region of the {@code aws} partition
 */
public record ServedRegions(Set<Region> named) {

    public static final ServedRegions ALL = new ServedRegions(Set.of());

    public ServedRegions {
        named = Set.copyOf(named);
    }

    /** Whether {@code code} is that of a Region that is served. */
    public boolean has(String code) {
        return Region.isRegion(code) && (named.isEmpty() || named.contains(new Region(code)));
    }
}
