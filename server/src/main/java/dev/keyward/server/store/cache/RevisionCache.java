package dev.keyward.server.store.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * A bounded cache of values made from what one topic covers. A value is used only while the
 * topic's revision is what it was before the value was loaded, so a hit is never older than the last
 * commit that was answered before the hit.
 *
 * <p>Why that holds: a commit becomes visible first, then the revision moves, then the writer is
 * answered. The revision is read before the loader runs. If a commit falls between the two, the
 * value may be new under an old revision, which costs one more load; it can never be old under a new
 * revision, since whoever reads the new revision loads after the commit. A number is never given
 * twice, so an old entry never comes back to life.
 *
 * <p>Absence is cached like any value: let {@code V} be an {@code Optional}, and take a topic that
 * the insertion moves as well. Loaders must read only what the topic covers; several threads may
 * load the same value at once, and an exception of a loader is not kept.
 *
 * <p>Inside a transaction, what it or another transaction of the same commit touched has a negative
 * revision, see {@link Snapshot#revision}. Such values are loaded each time and never kept, since
 * they may yet be rolled back.
 *
 * <p>Safe for use by many threads.
 */
public final class RevisionCache<K, V> {

    private record Entry<V>(long revision, V value) {}

    private final Cache<K, Entry<V>> entries;

    private RevisionCache(Cache<K, Entry<V>> entries) {
        this.entries = entries;
    }

    /** A cache of at most about {@code most} entries. */
    public static <K, V> RevisionCache<K, V> ofEntries(long most) {
        return ofWeight(most, value -> 1);
    }

    /**
     * A cache whose entries weigh at most about {@code most} together. The least valuable are
     * dropped.
     *
     * @param weigh the weight of a value, at least 1
     */
    public static <K, V> RevisionCache<K, V> ofWeight(long most, ToIntFunction<V> weigh) {
        return new RevisionCache<>(Caffeine.newBuilder()
                .maximumWeight(most)
                .<K, Entry<V>>weigher((key, entry) -> weigh.applyAsInt(entry.value()))
                .executor(Runnable::run) // no threads of its own
                .build());
    }

    /**
     * The value of {@code key}: the one kept, if {@code topic} has not moved since it was loaded, else
     * what {@code loader} makes now.
     */
    public V get(K key, Topic topic, Snapshot snapshot, Function<? super K, ? extends V> loader) {
        return renew(key, topic, snapshot, _ -> loader.apply(key));
    }

    /**
     * As {@link #get}, for what can be made faster from what it was: {@code renewal} is given the value
     * that was last kept, which is not current any more, or nothing.
     */
    public V renew(K key, Topic topic, Snapshot snapshot, Function<Optional<V>, V> renewal) {
        var revision = snapshot.revision(topic);
        var kept = entries.getIfPresent(key);
        if (kept != null && kept.revision() == revision) {
            return kept.value();
        }
        V loaded = renewal.apply(Optional.ofNullable(kept).map(Entry::value));
        if (revision >= 0) {
            entries.put(key, new Entry<>(revision, loaded));
        }
        return loaded;
    }

    /** About how many entries there are, current or not. */
    public long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
