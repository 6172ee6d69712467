package dev.keyward.server.refusals;

import dev.keyward.policy.AccountId;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.service.CallObserver;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest calls that were not authorized, in memory only: a restart forgets them, and another node
 * does not know them. Calls that are authorized cost nothing here.
 *
 * <p>Room is taken from whoever has most of it: a new refusal pushes out the oldest of the account
 * that takes up the most memory, so that an account whose calls are refused without end pushes out
 * its own and nobody else's.
 *
 * <p>Safe for use by many threads.
 */
public final class RecentRefusals implements CallObserver {

    /** Room for several thousand refusals of users that share their policies. */
    private static final long MOST_BYTES = 32L << 20;

    private final long mostBytes;

    // Guarded by this.
    private final Map<String, RefusedCall> byRequestId = new HashMap<>();
    private final Map<AccountId, Shelf> shelves = new HashMap<>();
    private long bytes;

    private RecentRefusals(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Remembers nothing yet. */
    public static RecentRefusals none() {
        return new RecentRefusals(MOST_BYTES);
    }

    static RecentRefusals upTo(long mostBytes) {
        return new RecentRefusals(mostBytes);
    }

    @Override
    public void ended(Call call, String operation, Outcome outcome) {
        switch (outcome) {
            case Denied denied -> remember(RefusedCall.of(call, operation, denied.refusal()));
            case Answered _, Refused _, Failed _ -> {
                // It was authorized, or that is not known.
            }
        }
    }

    private synchronized void remember(RefusedCall refused) {
        byRequestId.put(refused.requestId(), refused);
        bytes += shelves.computeIfAbsent(refused.callerAccount(), _ -> new Shelf())
                .add(refused);
        while (bytes > mostBytes) {
            forgetOne();
        }
    }

    /** Accounts are few, and are made by whoever runs the server: looking at each of them is quick. */
    private void forgetOne() {
        var fullest = Collections.max(
                shelves.entrySet(),
                Map.Entry.comparingByValue(Comparator.comparingLong(Shelf::bytes)));
        var before = fullest.getValue().bytes();
        byRequestId.remove(fullest.getValue().removeOldest().requestId());
        bytes -= before - fullest.getValue().bytes();
        if (fullest.getValue().isEmpty()) {
            shelves.remove(fullest.getKey());
        }
    }

    /** The call of that request id, if it was refused not long ago. */
    synchronized Optional<RefusedCall> find(String requestId) {
        return Optional.ofNullable(byRequestId.get(requestId));
    }
}
