package dev.keyward.server.main;

import dev.keyward.server.http.Health;
import dev.keyward.server.http.Listener;
import dev.keyward.server.kms.material.SlowThreads;
import dev.keyward.server.store.Store;

/**
 * A server that has started.
 *
 * @param greeting what it says of itself
 */
record Running(
        Listeners listeners,
        Health health,
        Housekeeping housekeeping,
        SlowThreads slowThreads,
        Store store,
        String greeting)
        implements AutoCloseable {

    /** What takes requests. */
    record Listeners(Listener front, EndpointEntrances endpoints) {

        private void close() {
            front.close();
            endpoints.close();
        }
    }

    /** Ends in order: no new work, the requests in flight, background work, the store. */
    @Override
    public void close() {
        health.stopping();
        listeners.close();
        housekeeping.close();
        slowThreads.close();
        store.close();
    }

    /** Leaves the greeting out: it may hold the root user's secret. */
    @Override
    public String toString() {
        return "Running[port " + listeners.front().port() + "]";
    }
}
