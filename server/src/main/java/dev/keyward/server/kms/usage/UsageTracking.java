package dev.keyward.server.kms.usage;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.LastUse;
import dev.keyward.server.service.CallObserver;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers the last successful cryptographic operation with each key. A call costs an entry in memory;
 * {@link #save} writes what gathered, so that a crash loses what was used since the last time. There are
 * never more entries than keys.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: KMS API Reference, "GetKeyLastUsage"; KMS Developer Guide, "Determine past usage of a KMS
 * key", which lists the operations and allows a use to be seen an hour late.
 */
public final class UsageTracking implements CallObserver {

    /** The operations that are uses, by the names that observers are given. */
    private static final Map<String, String> TRACKED = Stream.of(
                    "Decrypt",
                    "DeriveSharedSecret",
                    "Encrypt",
                    "GenerateDataKey",
                    "GenerateDataKeyPair",
                    "GenerateDataKeyPairWithoutPlaintext",
                    "GenerateDataKeyWithoutPlaintext",
                    "GenerateMac",
                    "ReEncrypt",
                    "Sign",
                    "Verify",
                    "VerifyMac")
            .collect(Collectors.toUnmodifiableMap(name -> "kms:" + name, Function.identity()));

    private static final String TRAILING_DAYS = "kms:TrailingDaysWithoutKeyUsage";

    /** So that no other writer waits long. */
    private static final int AT_A_TIME = 500;

    private final Store store;
    private final Instant began;

    /** Uses that are not written yet. */
    private final Map<Arn, LastUse> recent = new ConcurrentHashMap<>();

    private UsageTracking(Store store, Instant began) {
        this.store = store;
        this.began = began;
    }

    /** Goes on where the store's uses end; in a store without any, tracking begins {@code now}. */
    public static UsageTracking begin(Store store, Instant now) {
        var before = store.read(snapshot -> snapshot.lastUses().began());
        return new UsageTracking(
                store,
                before.orElseGet(() -> store.write(transaction -> {
                    transaction.lastUses().begin(now);
                    return now;
                })));
    }

    /** The operations that are uses. */
    static Set<String> operations() {
        return Set.copyOf(TRACKED.values());
    }

    @Override
    public void ended(Call call, String operation, Outcome outcome) {
        if (outcome instanceof Answered(var allowed) && TRACKED.containsKey(operation)) {
            for (var target : allowed) {
                if (target.resource() instanceof Target.Key(var key, var mention, var reach)) {
                    var use = new LastUse(
                            key.arn(), TRACKED.get(operation), call.now(), call.requestId());
                    recent.put(use.keyArn(), use);
                }
            }
        }
    }

    /** The last use of a key, if there was one since {@link #since}. */
    Optional<LastUse> lastUse(KmsKey key, Snapshot snapshot) {
        // Memory first: what is gone from there is in the store.
        return Optional.ofNullable(recent.get(key.arn()))
                .or(() -> snapshot.lastUses().find(key.arn()));
    }

    /** Since when the uses of a key have been tracked: since tracking began, or the key was made. */
    Instant since(KmsKey key) {
        return key.created().isAfter(began) ? key.created() : began;
    }

    /**
     * The target with {@code kms:TrailingDaysWithoutKeyUsage}: the whole days since its key was last
     * used, or since its uses have been tracked if it never was.
     */
    public Target withTrailingDays(Target target, Call call, Snapshot snapshot) {
        if (!(target.resource() instanceof Target.Key(var key, var mention, var reach))) {
            return target;
        }
        var idleSince = lastUse(key, snapshot).map(LastUse::time).orElseGet(() -> since(key));
        var days = Math.max(0, Duration.between(idleSince, call.now()).toDays());
        var keys = ContextKeys.builder()
                .single(TRAILING_DAYS, String.valueOf(days))
                .build();
        return new Target(
                target.action(),
                target.resource(),
                ContextKeys.lazily(() -> target.keys().with(keys)));
    }

    /**
     * Writes the uses that are only in memory yet, and tells how many.
     *
     * @throws dev.keyward.server.store.StoreException if storage fails; what was not written stays
     */
    public int save() {
        var saved = 0;
        var pending = recent.values().stream().toList();
        for (var from = 0; from < pending.size(); from += AT_A_TIME) {
            var some = pending.subList(from, Math.min(pending.size(), from + AT_A_TIME));
            store.write(transaction -> {
                some.forEach(transaction.lastUses()::put);
                return some;
            });
            // A key that was used again meanwhile has another entry, which stays.
            some.forEach(use -> recent.remove(use.keyArn(), use));
            saved += some.size();
        }
        return saved;
    }
}
