package dev.keyward.server.iam.usage;

import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.AccessKeyUse;
import dev.keyward.server.model.ActionUse;
import dev.keyward.server.service.CallObserver;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.server.store.Transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Remembers when each access key was last used, and when each user and role last asked for each action,
 * whether it was let or not. A call costs a look into memory and, once a second, an entry there; {@link
 * #save} writes what gathered, so that a crash loses what was used since the last time.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: IAM API Reference, "GetAccessKeyLastUsed" and "GenerateServiceLastAccessedDetails", which
 * counts every attempt and lets it be seen four hours late.
 */
public final class AccessTracking implements CallObserver {

    /** For how long IAM tells what a role did, and who used a service. */
    private static final Duration TRAILING = Duration.ofDays(400);

    /** So that no other writer waits long. */
    private static final int AT_A_TIME = 500;

    private final Store store;

    /** Uses that are not written yet, by access key. */
    private final Map<String, AccessKeyUse> keys = new ConcurrentHashMap<>();

    /** Uses that are not written yet, by the id of the user or role and by operation. */
    private final Map<String, Map<String, ActionUse>> actions = new ConcurrentHashMap<>();

    public AccessTracking(Store store) {
        this.store = store;
    }

    @Override
    public void ended(Call call, String operation, Outcome outcome) {
        var caller = call.caller();
        if (caller.session().isEmpty()) {
            keyWasUsed(caller.accessKeyId(), call, operation);
        }
        switch (caller.principal()) {
            case Principal.User user -> actionWasUsed(user.id(), call, operation);
            case Principal.AssumedRole role -> actionWasUsed(role.roleId(), call, operation);
            case Principal.FederatedUser user -> actionWasUsed(user.userId(), call, operation);
            case Principal.Root _, Principal.Federated _, Principal.Service _ -> {}
        }
    }

    private void keyWasUsed(String accessKeyId, Call call, String operation) {
        var last = keys.get(accessKeyId);
        if (last == null || isOfAnotherSecond(last.time(), call)) {
            keys.put(
                    accessKeyId,
                    new AccessKeyUse(accessKeyId, service(operation), call.region(), call.now()));
        }
    }

    private void actionWasUsed(String entityId, Call call, String operation) {
        var ofEntity = actions.get(entityId);
        var last = ofEntity == null ? null : ofEntity.get(operation);
        if (last == null || isOfAnotherSecond(last.time(), call)) {
            var action = operation.substring(operation.indexOf(':') + 1);
            var use =
                    new ActionUse(entityId, service(operation), action, call.region(), call.now());
            actions.compute(entityId, (_, known) -> {
                var uses = known == null ? new ConcurrentHashMap<String, ActionUse>() : known;
                uses.put(operation, use);
                return uses;
            });
        }
    }

    /** Answers tell no more than the second. */
    private static boolean isOfAnotherSecond(Instant last, Call call) {
        return last.getEpochSecond() != call.now().getEpochSecond();
    }

    private static String service(String operation) {
        return operation.substring(0, operation.indexOf(':'));
    }

    /** The last use of an access key. */
    public Optional<AccessKeyUse> ofAccessKey(String accessKeyId, Snapshot snapshot) {
        // Memory first: what is gone from there is in the store.
        return Optional.ofNullable(keys.get(accessKeyId))
                .or(() -> snapshot.iamUses().ofAccessKey(accessKeyId));
    }

    /** What a user or role did in the last 400 days before {@code now}, by service and action. */
    public List<ActionUse> ofEntity(String entityId, Instant now, Snapshot snapshot) {
        var byAction = new TreeMap<String, ActionUse>();
        for (var use : actions.getOrDefault(entityId, Map.of()).values()) {
            byAction.put(name(use), use);
        }
        for (var use : snapshot.iamUses().ofEntity(entityId)) {
            byAction.merge(name(use), use, AccessTracking::later);
        }
        return byAction.values().stream()
                .filter(use -> use.time().isAfter(now.minus(TRAILING)))
                .toList();
    }

    private static ActionUse later(ActionUse one, ActionUse other) {
        return one.time().isBefore(other.time()) ? other : one;
    }

    private static String name(ActionUse use) {
        return use.service() + ":" + use.action();
    }

    /** The last thing that a user or role did in the last 400 days before {@code now}. */
    public Optional<ActionUse> lastOfEntity(String entityId, Instant now, Snapshot snapshot) {
        return ofEntity(entityId, now, snapshot).stream()
                .max(Comparator.comparing(ActionUse::time));
    }

    /**
     * Writes the uses that are only in memory yet, and tells how many.
     *
     * @throws dev.keyward.server.store.StoreException if storage fails; what was not written stays
     */
    public int save() {
        var ofKeys = save(
                List.copyOf(keys.values()),
                (transaction, use) -> transaction.iamUses().put(use),
                // A key that was used again meanwhile has another entry, which stays.
                use -> keys.remove(use.accessKeyId(), use));
        var ofActions = save(
                actions.values().stream()
                        .flatMap(uses -> uses.values().stream())
                        .toList(),
                (transaction, use) -> transaction.iamUses().put(use),
                this::forget);
        return ofKeys + ofActions;
    }

    private <T> int save(List<T> pending, BiConsumer<Transaction, T> put, Consumer<T> forget) {
        for (var from = 0; from < pending.size(); from += AT_A_TIME) {
            var some = pending.subList(from, Math.min(pending.size(), from + AT_A_TIME));
            store.write(transaction -> {
                some.forEach(use -> put.accept(transaction, use));
                return some;
            });
            some.forEach(forget);
        }
        return pending.size();
    }

    private void forget(ActionUse saved) {
        actions.computeIfPresent(saved.entityId(), (_, uses) -> {
            uses.remove(name(saved), saved);
            return uses.isEmpty() ? null : uses;
        });
    }
}
