package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision.Allow;
import dev.keyward.policy.decide.Decision.ExplicitDeny;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.RequestContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Policies that speak with one voice: those of a principal, or one level of a ceiling. What they say about
 * an action is sorted out when the action is first asked about, and remembered.
 *
 * <p>Safe for use by many threads.
 */
final class Layer {

    /** More than the actions of a service; beyond it, answers are right but no longer remembered. */
    private static final int MOST_ACTIONS = 256;

    private final PolicyKind kind;
    private final List<NamedPolicy> policies;
    private final ConcurrentHashMap<String, AboutAction> byAction = new ConcurrentHashMap<>();

    /** The statements about one action. */
    private record AboutAction(Candidates<ExplicitDeny> denies, Candidates<Allow> allows) {}

    Layer(PolicyKind kind, List<NamedPolicy> policies) {
        this.kind = kind;
        this.policies = List.copyOf(policies);
    }

    List<NamedPolicy> policies() {
        return policies;
    }

    /** By the first statement that denies. */
    Optional<ExplicitDeny> deny(RequestContext context) {
        return about(context).denies().first(context);
    }

    /** By the first statement that allows. */
    Optional<Allow> allow(RequestContext context) {
        return about(context).allows().first(context);
    }

    /** By the statement that allows and names the caller in the strongest way. */
    Named allowTo(RequestContext context) {
        var found = about(context).allows().strongest(context);
        return found.isEmpty()
                ? Named.NOT
                : new Named(
                        found.get().statement().matchPrincipal(context),
                        found.get().decision());
    }

    private AboutAction about(RequestContext context) {
        var known = byAction.get(context.action());
        return known != null ? known : sortOut(context);
    }

    private AboutAction sortOut(RequestContext context) {
        var denies = new ArrayList<Candidate<ExplicitDeny>>();
        var allows = new ArrayList<Candidate<Allow>>();
        for (var policy : policies) {
            for (var statement : policy.document().statementsAbout(context)) {
                var source = Source.of(kind, policy, statement);
                if (statement.effect() == Effect.DENY) {
                    denies.add(new Candidate<>(statement, Optional.of(ExplicitDeny.by(source))));
                } else {
                    allows.add(new Candidate<>(statement, Optional.of(Allow.by(source))));
                }
            }
        }
        var about = new AboutAction(new Candidates<>(denies), new Candidates<>(allows));
        if (byAction.size() < MOST_ACTIONS) {
            byAction.put(context.action(), about);
        }
        return about;
    }
}
