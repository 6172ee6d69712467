package dev.keyward.policy.decide;

import dev.keyward.policy.Principal;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;
import dev.keyward.policy.match.ResourceClause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The statements of a layer that have one effect and are about one action, in their order. Where they are
 * many, those that can only be about certain resources or callers are found by their names, so that a
 * request does not meet the hundreds that are about others. To be found is not enough: what is found is
 * matched like the rest.
 *
 * <p>Safe for use by many threads. Looking allocates nothing, but for a resource that was not asked about
 * lately.
 */
final class Candidates<D extends Decision> {

    /** So few are sooner looked at than found. */
    private static final int FEW = 4;

    /** A principal mostly uses few keys; a power of two. */
    private static final int KEPT = 16;

    private static final int NONE = Integer.MAX_VALUE;
    private static final int[] NOWHERE = {};

    /** Which of several statements that apply is wanted. */
    private enum Wanted {
        FIRST,
        STRONGEST
    }

    private final List<Candidate<D>> all;
    /** The places in {@code all} of those that may be about any request. */
    private final int[] unnamed;
    /** Of those at {@code unnamed}, the places of those that may be about a resource, as last asked. */
    private final AtomicReferenceArray<About> lastAbout;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record About(String resource, int[] places) {}

    /** The places of the others. */
    private final Map<String, int[]> named;

    Candidates(List<Candidate<D>> all) {
        this.all = List.copyOf(all);
        var anybodys = new ArrayList<Integer>();
        var byName = new HashMap<String, List<Integer>>();
        for (var place = 0; place < all.size(); place++) {
            var names = all.size() <= FEW ? Optional.<Set<String>>empty() : names(all.get(place));
            if (names.isEmpty()) {
                anybodys.add(place);
            } else {
                for (var name : names.get()) {
                    byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(place);
                }
            }
        }
        this.unnamed = places(anybodys);
        this.lastAbout = new AtomicReferenceArray<>(unnamed.length > FEW ? KEPT : 0);
        this.named = new HashMap<>();
        byName.forEach((name, found) -> named.put(name, places(found)));
    }

    private static int[] places(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Names of which a request must have one for the statement to apply; empty if it needs none. */
    private static Optional<Set<String>> names(Candidate<?> candidate) {
        var resources = candidate.statement().resources().exactly();
        return resources.isPresent()
                ? resources
                : candidate.statement().principal().exactly();
    }

    /** What the first that applies leads to. */
    Optional<D> first(RequestContext context) {
        var place = search(Wanted.FIRST, context);
        return place == NONE ? Optional.empty() : all.get(place).decision();
    }

    /** Of those that apply, the first of those that name the caller in the strongest way. */
    Optional<Candidate<D>> strongest(RequestContext context) {
        var place = search(Wanted.STRONGEST, context);
        return place == NONE ? Optional.empty() : Optional.of(all.get(place));
    }

    private int search(Wanted wanted, RequestContext context) {
        var best = search(unnamed(context), NONE, wanted, context);
        if (named.isEmpty()) {
            return best;
        }
        best = search(context.resource(), best, wanted, context);
        return switch (context.principal()) {
            case Principal.Root root -> search(root.account().value(), best, wanted, context);
            case Principal.User user -> {
                best = search(user.arn(), best, wanted, context);
                best = search(user.id(), best, wanted, context);
                yield search(user.account().value(), best, wanted, context);
            }
            case Principal.AssumedRole session -> {
                best = search(session.arn(), best, wanted, context);
                best = search(session.roleArn(), best, wanted, context);
                best = search(session.roleId(), best, wanted, context);
                yield search(session.account().value(), best, wanted, context);
            }
            case Principal.FederatedUser session -> {
                best = search(session.arn(), best, wanted, context);
                best = search(session.userArn(), best, wanted, context);
                best = search(session.userId(), best, wanted, context);
                yield search(session.account().value(), best, wanted, context);
            }
            case Principal.Federated federated ->
                search(federated.provider(), best, wanted, context);
            case Principal.Service service -> search(service.name(), best, wanted, context);
        };
    }

    private int[] unnamed(RequestContext context) {
        if (unnamed.length <= FEW) {
            return unnamed;
        }
        var slot = context.resource().hashCode() & (KEPT - 1);
        var last = lastAbout.get(slot);
        if (last != null && last.resource().equals(context.resource())) {
            return last.places();
        }
        var places = Arrays.stream(unnamed)
                .filter(place -> mayBeAbout(all.get(place).statement().resources(), context))
                .toArray();
        lastAbout.set(slot, new About(context.resource(), places));
        return places;
    }

    private static boolean mayBeAbout(ResourceClause resources, RequestContext context) {
        return resources.varies() || resources.matches(context);
    }

    private int search(String name, int soFar, Wanted wanted, RequestContext context) {
        return search(named.getOrDefault(name, NOWHERE), soFar, wanted, context);
    }

    /** The better of the one found {@code soFar} and those at {@code places}. */
    private int search(int[] places, int soFar, Wanted wanted, RequestContext context) {
        var best = soFar;
        var bestMatch = best == NONE
                ? PrincipalMatch.NONE
                : all.get(best).statement().matchPrincipal(context);
        for (var place : places) {
            if (wanted == Wanted.FIRST && place > best) {
                return best;
            }
            var statement = all.get(place).statement();
            var match = statement.matchPrincipal(context);
            var stronger = match.compareTo(bestMatch);
            var better = match != PrincipalMatch.NONE
                    && (wanted == Wanted.FIRST || stronger < 0 || (stronger == 0 && place < best));
            if (better && statement.holds(context)) {
                best = place;
                bestMatch = match;
            }
        }
        return best;
    }
}
