package dev.keyward.server.authorize;

import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Grants;
import dev.keyward.server.model.Grant;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Topic;
import dev.keyward.server.store.cache.RevisionCache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * The grants on a key to whoever calls, ready to be judged: those that name the caller, its role, the
 * maker of its session, or its account. Nothing else that is granted on the key is read, and what was
 * read is kept until the grants on the key change. A grant never changes itself, so that of many only those
 * are read then that are new.
 *
 * <p>Safe for use by many threads.
 */
final class KeyGrants {

    /** Callers of a key, and grants to them; twice as many as a key can have. */
    private static final int MOST_KEPT = 100_000;

    /** From how many on it is quicker to read which there are, and then the new ones alone. */
    private static final int MANY = 100;

    private static final Comparator<Grant> BY_AGE =
            Comparator.comparing(Grant::created).thenComparing(Grant::id);

    private final RevisionCache<Asked, Grants> kept =
            RevisionCache.ofWeight(MOST_KEPT, grants -> 1 + grants.all().size());

    private record Asked(Arn key, Principal caller) {}

    Grants to(Principal caller, KmsKey key, Snapshot snapshot) {
        var asked = new Asked(key.arn(), caller);
        return kept.renew(
                asked,
                new Topic.Grants(key.id()),
                snapshot,
                known -> known.isPresent() && known.get().all().size() >= MANY
                        ? renewed(known.get(), asked, snapshot)
                        : load(asked, snapshot));
    }

    /** The grants that are there now: of those that were known without the ones that are gone, and the new. */
    private static Grants renewed(Grants known, Asked asked, Snapshot snapshot) {
        var ids = new HashSet<String>();
        for (var name : namesOf(asked.caller())) {
            ids.addAll(snapshot.grants().idsTo(name, asked.key()));
        }
        var judged = new ArrayList<dev.keyward.policy.decide.Grant>();
        for (var grant : known.all()) {
            if (ids.remove(grant.id())) {
                judged.add(grant);
            }
        }
        if (ids.size() >= MANY) {
            return load(asked, snapshot);
        }
        ids.stream()
                .flatMap(id -> snapshot.grants().find(asked.key(), id).stream())
                .sorted(BY_AGE)
                .map(JudgedGrants::of)
                .forEach(judged::add);
        return Grants.of(judged);
    }

    private static Grants load(Asked asked, Snapshot snapshot) {
        var found = new ArrayList<Grant>();
        for (var name : namesOf(asked.caller())) {
            found.addAll(snapshot.grants().to(name, asked.key()));
        }
        found.sort(BY_AGE);
        return Grants.of(found.stream().map(JudgedGrants::of).toList());
    }

    /** By whichever name, as grants are stored, something can be granted to {@code caller}. */
    private static List<String> namesOf(Principal caller) {
        var account = PrincipalNames.root(caller.account());
        return switch (caller) {
            case Principal.Root _ -> List.of(account);
            case Principal.User user -> List.of(user.id(), account);
            case Principal.AssumedRole session -> List.of(session.arn(), session.roleId(), account);
            case Principal.FederatedUser session ->
                List.of(session.arn(), session.userId(), account);
            case Principal.Service service -> List.of(service.name());
            case Principal.Federated _ -> List.of();
        };
    }
}
