package dev.keyward.policy.decide;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.match.PrincipalSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The grants on a key, by whom they are to and by what they ask of the encryption context, so that a key
 * with many grants is decided as fast as one with few. Immutable.
 */
public final class Grants {

    private static final Grants NONE = new Grants(List.of(), Map.of());

    private final List<Grant> all;
    private final Map<String, Grantee> byGrantee;

    /** A grant, its place in the order in which grants were made, and the decision that it leads to. */
    record Placed(int order, Grant grant, Optional<Allow> allow) {}

    /**
     * The grants to somebody: all of them, those that any encryption context may satisfy, and the others by
     * the name of a pair that they ask for.
     */
    record Grantee(List<Placed> all, List<Placed> free, List<ByValue> byPair) {

        private static Grantee of(List<Placed> all) {
            var free = new ArrayList<Placed>();
            var byPair = new ArrayList<ByValue>();
            for (var placed : all) {
                var constraint = placed.grant().constraint();
                var pairs = constraint.map(Grant.Constraint::pairs).orElse(Map.of());
                if (pairs.isEmpty()) {
                    free.add(placed);
                } else {
                    var pair = pairs.entrySet().iterator().next();
                    named(pair.getKey(), byPair).add(pair.getValue(), placed);
                }
            }
            return new Grantee(all, free, byPair);
        }

        private static ByValue named(String name, List<ByValue> byPair) {
            for (var known : byPair) {
                if (known.name().equals(name)) {
                    return known;
                }
            }
            byPair.add(new ByValue(name, new HashMap<>()));
            return byPair.getLast();
        }
    }

    /** Grants that ask for a pair of that name in the encryption context, by the value that they ask for. */
    record ByValue(String name, Map<String, List<Placed>> grants) {

        private void add(String value, Placed placed) {
            grants.computeIfAbsent(value, _ -> new ArrayList<>(1)).add(placed);
        }

        List<Placed> fitting(Map<String, String> encryptionContext) {
            var value = encryptionContext.get(name);
            return value == null ? List.of() : grants.getOrDefault(value, List.of());
        }
    }

    private Grants(List<Grant> all, Map<String, Grantee> byGrantee) {
        this.all = List.copyOf(all);
        this.byGrantee = byGrantee;
    }

    public static Grants none() {
        return NONE;
    }

    public static Grants of(List<Grant> grants) {
        var byName = new HashMap<String, List<Placed>>();
        for (var order = 0; order < grants.size(); order++) {
            var grant = grants.get(order);
            var name = PrincipalSet.accountOf(grant.grantee())
                    .map(AccountId::value)
                    .orElse(grant.grantee());
            byName.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(new Placed(order, grant, Optional.of(Allow.by(Source.of(grant)))));
        }
        var byGrantee = new HashMap<String, Grantee>();
        byName.forEach((name, placed) -> byGrantee.put(name, Grantee.of(placed)));
        return byGrantee.isEmpty() ? NONE : new Grants(grants, byGrantee);
    }

    /** Those of which each alone lets its grantee make {@code child}. */
    public Grants permitting(Grant.Child child) {
        return of(all.stream().filter(grant -> grant.permits(child)).toList());
    }

    /** Every grant, in the order in which they were made. */
    public List<Grant> all() {
        return all;
    }

    /** The grants to somebody by name; empty if there is none. */
    Optional<Grantee> to(String name) {
        return Optional.ofNullable(byGrantee.get(name));
    }
}
