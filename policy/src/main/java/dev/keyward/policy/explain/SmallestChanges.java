package dev.keyward.policy.explain;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.Decision.Denial;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.parse.WrittenStatement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the smallest changes that would let a denied request through: again and again it explains the
 * denial, changes one thing of what stands in the way, and at last leaves out whatever proves not to be
 * needed. Every change is tried, on policies that are printed and read again. That takes a hundred times as
 * long as an explanation, so it is for those who ask.
 *
 * <p>Used by one thread.
 */
public final class SmallestChanges {

    private static final int MOST_WAYS = 3;

    private static final int MOST_CHANGES = 32;

    private final Question question;
    private final Optional<Side> side;
    private Changes.Why why = Changes.Why.NOBODY_TO_NAME;

    /** What one is willing to change. */
    private enum Means {
        POLICIES,
        REQUEST_FIRST
    }

    /** Changes, and how the request stands with them. */
    private record Step(List<Change> changes, Explanation explanation, Optional<Denial> refusal) {

        /** How much stands in the way of the same kind, to see whether it became less. */
        long denying() {
            return heard().flatMap(layer -> layer.statements().stream())
                    .filter(ExplainedStatement::denies)
                    .count();
        }

        long closed(PolicyKind kind) {
            return heard().filter(layer -> layer.kind() == kind)
                    .filter(layer ->
                            layer.statements().stream().noneMatch(ExplainedStatement::allows))
                    .count();
        }

        private Stream<ExplainedLayer> heard() {
            return explanation.layers().stream().filter(ExplainedLayer::isHeard);
        }
    }

    private SmallestChanges(Question question, Optional<Side> side) {
        this.question = question;
        this.side = side;
    }

    /** For who may see, and change, everybody's policies. */
    public static Changes of(Question question) {
        return new SmallestChanges(question, Optional.empty()).search();
    }

    /**
     * Changes of one side's policies, after which that side does not refuse the request. They leave the
     * conditions that are there as they are, as what the request has for a key may be the other side's.
     */
    public static Changes of(Question question, Side side) {
        return new SmallestChanges(question, Optional.of(side)).search();
    }

    private Changes search() {
        var start = step(List.of()).orElseThrow();
        if (start.refusal().isEmpty()) {
            return new Changes.Ways(List.of());
        }
        var never = never(start.explanation());
        if (never.isPresent()) {
            return new Changes.Never(never.get());
        }
        var ways = new ArrayList<Changes.Way>();
        complete(start, Means.REQUEST_FIRST)
                .filter(way -> way.stream().anyMatch(Change.ChangeRequest.class::isInstance))
                .map(Changes.Way::new)
                .ifPresent(ways::add);
        for (var next : (Iterable<Step>) next(start, Means.POLICIES).limit(MOST_WAYS)::iterator) {
            complete(next, Means.POLICIES)
                    .map(Changes.Way::new)
                    .filter(way -> !isKnown(way, ways))
                    .ifPresent(ways::add);
        }
        ways.sort(Comparator.comparingInt(way -> way.changes().size()));
        return ways.isEmpty()
                ? new Changes.Never(why)
                : new Changes.Ways(ways.subList(0, Math.min(MOST_WAYS, ways.size())));
    }

    private static boolean isKnown(Changes.Way way, List<Changes.Way> ways) {
        var changes = new HashSet<>(way.changes());
        return ways.stream().anyMatch(other -> changes.equals(new HashSet<>(other.changes())));
    }

    private Optional<Step> step(List<Change> changes) {
        return Draft.of(question, changes).map(changed -> {
            var explanation = Explanation.of(changed);
            return new Step(changes, explanation, refusal(explanation));
        });
    }

    private Optional<Denial> refusal(Explanation explanation) {
        if (side.isPresent()) {
            return explanation.of(side.get()).refusal();
        }
        return explanation.decision() instanceof Denial denial
                ? Optional.of(denial)
                : Optional.empty();
    }

    /** What comes after a step, each by one change more that did away with the refusal. */
    private Stream<Step> next(Step now, Means means) {
        return changes(now, means).stream()
                .filter(this::isOffered)
                .map(change -> Exemptions.plus(now.changes(), change))
                .flatMap(changes -> step(changes).stream())
                .filter(next -> isProgress(now, next));
    }

    private boolean isOffered(Change change) {
        return side.isEmpty() || (change.isOf(side.get()) && !tellsOfRequest(change));
    }

    /** Whether a condition is changed, by what the request has for its key. */
    private static boolean tellsOfRequest(Change change) {
        if (!(change instanceof Change.ChangeStatement(var _, var before, var after))) {
            return false;
        }
        var conditions = before.conditions();
        return !after.conditions().subList(0, conditions.size()).equals(conditions);
    }

    private static boolean isProgress(Step now, Step next) {
        if (next.refusal().isEmpty()) {
            return true;
        }
        return switch (now.refusal().orElseThrow()) {
            case Decision.ExplicitDeny _ -> next.denying() < now.denying();
            case Decision.ImplicitDeny(var missing, var _) ->
                next.refusal().get() instanceof Decision.ImplicitDeny(var other, var _)
                        && (other != missing || next.closed(missing) < now.closed(missing));
        };
    }

    private List<Change> changes(Step now, Means means) {
        return switch (now.refusal().orElseThrow()) {
            case Decision.ExplicitDeny(var source, var _) -> against(now, source);
            case Decision.ImplicitDeny(var missing, var _) -> {
                var all = new ArrayList<Change>();
                if (means == Means.REQUEST_FIRST) {
                    all.addAll(Openings.ofRequest(now.explanation(), missing));
                }
                for (var change : Openings.of(now.explanation(), missing)) {
                    if (change instanceof Change.ChangeStatement(var at, var before, var after)) {
                        original(now, at, before)
                                .map(first -> new Change.ChangeStatement(first, before, after))
                                .ifPresent(all::add);
                    } else {
                        all.add(change);
                    }
                }
                yield all;
            }
        };
    }

    private List<Change> against(Step now, Source source) {
        if (Openings.isOfAws(source.policy())) {
            return List.of(new Change.DetachPolicy(source.kind(), source.policy()));
        }
        var denying = now.explanation()
                .statements()
                .filter(one -> one.source().equals(source) && one.denies())
                .findFirst()
                .orElseThrow();
        var before = denying.written();
        var original = original(now, source, before);
        if (original.isEmpty()) {
            return List.of();
        }
        var at = original.get();
        var all = new ArrayList<Change>();
        Exemptions.of(denying, now.explanation().question().request())
                .forEach(after -> all.add(new Change.ChangeStatement(at, before, after)));
        // One way round a statement is enough: the first that is one.
        var working =
                all.stream().filter(change -> next(now, change).isPresent()).findFirst();
        return List.of(working.orElseGet(() -> new Change.RemoveStatement(at, before)));
    }

    private Optional<Step> next(Step now, Change change) {
        return step(Exemptions.plus(now.changes(), change)).filter(next -> isProgress(now, next));
    }

    /**
     * Where a statement stood before anything was changed; of several that read the same, the first that is
     * not changed yet.
     */
    private Optional<Source> original(Step now, Source source, WrittenStatement written) {
        for (var level : Draft.levels(question.policies(), source.kind())) {
            for (var policy : level) {
                var statements = policy.document().written().statements();
                for (var index = 0; index < statements.size(); index++) {
                    var statement = policy.document().statements().get(index);
                    var at = new Source(
                            source.kind(), policy.name(), index, statement.sid(), statement.line());
                    if (policy.name().equals(source.policy())
                            && statements.get(index).equals(written)
                            && now.changes().stream().noneMatch(change -> isAt(change, at))) {
                        return Optional.of(at);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(Change change, Source place) {
        return switch (change) {
            case Change.ChangeStatement(var at, var _, var _) -> at.equals(place);
            case Change.RemoveStatement(var at, var _) -> at.equals(place);
            case Change.AddStatement _,
                    Change.AddPolicy _,
                    Change.DetachPolicy _,
                    Change.AddGrant _,
                    Change.ChangeRequest _ -> false;
        };
    }

    /** The changes of a step and whatever else is needed, without what is not. */
    private Optional<List<Change>> complete(Step from, Means means) {
        var now = from;
        while (now.refusal().isPresent()) {
            if (now.changes().size() == MOST_CHANGES) {
                why = Changes.Why.TOO_MANY;
                return Optional.empty();
            }
            var next = next(now, means).findFirst();
            if (next.isEmpty()) {
                why = whyNot();
                return Optional.empty();
            }
            now = next.get();
        }
        var needed = needed(now.changes());
        return isAllowed(needed) ? Optional.of(needed) : Optional.empty();
    }

    private List<Change> needed(List<Change> changes) {
        for (var change : changes) {
            var fewer = new ArrayList<>(changes);
            fewer.remove(change);
            if (isAllowed(fewer)) {
                return needed(fewer);
            }
        }
        return changes;
    }

    /** By the engine itself; for one side, which the engine does not know, by the plain rules. */
    private boolean isAllowed(List<Change> changes) {
        return side.isPresent()
                ? step(changes).filter(step -> step.refusal().isEmpty()).isPresent()
                : Draft.of(question, changes)
                        .filter(changed -> changed.decide().isAllowed())
                        .isPresent();
    }

    /** Why no policy could allow the request, whatever it says. */
    private Optional<Changes.Why> never(Explanation explanation) {
        var rules = new PlainRules(question, explanation.layers());
        if (side.equals(Optional.of(Side.CALLER)) || !rules.isOutOfReach()) {
            return Optional.empty();
        }
        return Optional.of(
                question.rule() instanceof Question.OfUnknownKey
                        ? Changes.Why.NO_SUCH_KEY
                        : Changes.Why.OWN_ACCOUNT_ONLY);
    }

    private Changes.Why whyNot() {
        var foreign = question.request().isForeign();
        return switch (question.rule()) {
            case Question.OfRetire _ -> Changes.Why.NOT_TO_RETIRE;
            case Question.OfTrust _ ->
                question.policies().resource().isEmpty()
                        ? Changes.Why.NO_SUCH_ROLE
                        : Changes.Why.NOBODY_TO_NAME;
            case Question.OfAccount _ ->
                foreign && question.policies().resource().isEmpty()
                        ? Changes.Why.NO_POLICY_OF_ITS_OWN
                        : Changes.Why.NOBODY_TO_NAME;
            case Question.OfUnknownKey _, Question.OfKey _ -> Changes.Why.NOBODY_TO_NAME;
        };
    }
}
