package dev.keyward.server.authorize;

import dev.keyward.server.model.MfaDevice;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How often codes of each MFA device were tried in the current period of three minutes; right ones
 * count, too. A device that is made anew under its old serial number does not begin afresh. It is kept in memory:
 * whoever guesses cannot make the server start again.
 *
 * <p>Safe for use by many threads.
 */
final class MfaTries {

    /** As AWS was seen to allow. Of a million codes five are right, so that guessing takes weeks. */
    private static final int MOST = 9;

    private static final long PERIOD_SECONDS = 180;

    private final AtomicReference<Period> current = new AtomicReference<>(new Period(0));

    /** Its map has an entry for each device that was tried, and is dropped as a whole. */
    private record Period(long number, ConcurrentHashMap<String, Integer> counts) {

        Period(long number) {
            this(number, new ConcurrentHashMap<>());
        }
    }

    boolean areLeft(MfaDevice device, Instant now) {
        return period(now).counts().getOrDefault(key(device), 0) < MOST;
    }

    /** Counts a try; false, and nothing is counted, if there were enough. */
    boolean count(MfaDevice device, Instant now) {
        var count = period(now).counts().merge(key(device), 1, Integer::sum);
        return count <= MOST;
    }

    private Period period(Instant now) {
        var number = Math.floorDiv(now.getEpochSecond(), PERIOD_SECONDS);
        // An older number comes from a request that waited, and counts to the period that is on.
        return current.updateAndGet(
                period -> period.number() < number ? new Period(number) : period);
    }

    private static String key(MfaDevice device) {
        return device.serialNumber().toString();
    }
}
