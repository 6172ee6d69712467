package dev.keyward.server.model;

import java.util.Collections;
import java.util.Comparator;
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

    /**
     * The Region of a request that names none: us-east-1, where AWS has its global endpoints, or the
     * first by name if that is not served.
     */
    public Region unnamed() {
        return has(Region.US_EAST_1.code())
                ? Region.US_EAST_1
                : Collections.min(named, Comparator.comparing(Region::code));
    }

    /** Whether {@code code} is that of a Region that is served. */
    public boolean has(String code) {
        return Region.isRegion(code) && (named.isEmpty() || named.contains(new Region(code)));
    }
}
