package dev.keyward.server.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RevisionCacheTest {

    private static final Topic TOPIC = new Topic.Key("k");

    private final AtomicLong revision = new AtomicLong();
    private final AtomicInteger loads = new AtomicInteger();
    private final RevisionCache<String, Optional<Integer>> cache = RevisionCache.ofEntries(100);

    private final Snapshot snapshot = (Snapshot) Proxy.newProxyInstance(
            Snapshot.class.getClassLoader(),
            new Class<?>[] {Snapshot.class},
            (proxy, method, arguments) -> {
                assertEquals("revision", method.getName());
                assertEquals(TOPIC, arguments[0]);
                return revision.get();
            });

    private Optional<Integer> get() {
        return cache.get("k", TOPIC, snapshot, key -> Optional.of(loads.incrementAndGet()));
    }

    @Test
    void loadsOnceWhileTheRevisionStands() {
        assertEquals(Optional.of(1), get());
        assertEquals(Optional.of(1), get());
    }

    @Test
    void loadsAgainOnceTheRevisionMoved() {
        assertEquals(Optional.of(1), get());
        revision.incrementAndGet();
        assertEquals(Optional.of(2), get());
        assertEquals(Optional.of(2), get());
    }

    @Test
    void keepsAbsenceToo() {
        assertEquals(Optional.empty(), cache.get("k", TOPIC, snapshot, key -> Optional.empty()));
        assertEquals(Optional.empty(), get());
    }

    @Test
    void doesNotServeWhatWasLoadedWhileTheRevisionMoved() {
        var old = cache.get("k", TOPIC, snapshot, key -> {
            revision.incrementAndGet();
            return Optional.of(-1);
        });
        assertEquals(Optional.of(-1), old);
        assertEquals(Optional.of(1), get());
    }

    @Test
    void neitherServesNorKeepsAnythingWhileThereAreUncommittedChanges() {
        assertEquals(Optional.of(1), get());
        revision.set(-1);
        assertEquals(Optional.of(2), get());
        assertEquals(Optional.of(3), get());
        revision.set(0);
        assertEquals(Optional.of(1), get());
    }

    @Test
    void renewsFromWhatWasKept() {
        assertEquals(Optional.of(0), renewed());
        assertEquals(Optional.of(0), renewed());
        revision.incrementAndGet();
        assertEquals(Optional.of(1), renewed());
        revision.set(-1);
        assertEquals(Optional.of(2), renewed());
        assertEquals(Optional.of(2), renewed());
        revision.set(1);
        assertEquals(Optional.of(1), renewed());
    }

    /** One more than it was, or 0. */
    private Optional<Integer> renewed() {
        return cache.renew(
                "k",
                TOPIC,
                snapshot,
                known -> Optional.of(
                        known.flatMap(value -> value).map(one -> one + 1).orElse(0)));
    }

    @Test
    void keepsNothingOfALoaderThatFails() {
        assertThrows(
                IllegalArgumentException.class,
                () -> cache.get("k", TOPIC, snapshot, key -> {
                    throw new IllegalArgumentException();
                }));
        assertEquals(Optional.of(1), get());
    }

    @Test
    void holdsNoMoreThanItMay() {
        for (var number = 0; number < 10_000; number++) {
            cache.get("key " + number, TOPIC, snapshot, key -> Optional.of(0));
        }
        assertTrue(cache.size() <= 100, "holds " + cache.size());
    }

    @Test
    void countsHeavyValuesAsSeveral() {
        RevisionCache<Integer, String> heavy = RevisionCache.ofWeight(100, String::length);
        for (var number = 0; number < 1000; number++) {
            heavy.get(number, TOPIC, snapshot, key -> "ten chars.");
        }
        assertTrue(heavy.size() <= 10, "holds " + heavy.size());
    }
}
