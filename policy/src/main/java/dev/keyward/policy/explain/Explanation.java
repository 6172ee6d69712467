package dev.keyward.policy.explain;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.Question;
import dev.keyward.policy.decide.Source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a request is decided as it is.
 *
 * @param decision as read off the layers, the same as the question's own
 * @param layers in the order of evaluation, also those without a policy
 */
public record Explanation(Question question, Decision decision, List<ExplainedLayer> layers) {

    public Explanation {
        layers = List.copyOf(layers);
    }

    public static Explanation of(Question question) {
        var walked = LayerWalk.of(question);
        var rules = new PlainRules(question, walked);
        var bearings = new Bearings(question, rules);
        return new Explanation(
                question, rules.decide(), walked.stream().map(bearings::judge).toList());
    }

    /**
     * One account's part of a request across accounts: its own layers and what they by themselves refuse.
     * The other account's policies, and whether they would allow, are not in it.
     *
     * @param refusal empty if this side lets the request through
     */
    public record OneSide(
            Side side, Optional<Decision.Denial> refusal, List<ExplainedLayer> layers) {

        public OneSide {
            layers = List.copyOf(layers);
        }
    }

    /** What the administrators of that side's account may see; of their own account's request, everything. */
    public OneSide of(Side side) {
        return new OneSide(
                side,
                new PlainRules(question, layers).refusalOf(side),
                layers.stream().filter(layer -> layer.side() == side).toList());
    }

    /**
     * What each kind of layer says by itself; the resource's own policy is {@link PolicyKind#KEY_POLICY}. Of
     * several levels each must allow.
     */
    public Map<PolicyKind, Word> words() {
        var words = new EnumMap<PolicyKind, Word>(PolicyKind.class);
        for (var layer : layers) {
            var kind = layer.isOfResource() ? PolicyKind.KEY_POLICY : layer.kind();
            words.merge(kind, layer.word(), Explanation::ofBoth);
        }
        return words;
    }

    private static Word ofBoth(Word one, Word other) {
        if (one == Word.DENY || other == Word.DENY) {
            return Word.DENY;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Every statement that applies and every grant that allows, layer by layer. */
    public List<Source> matched() {
        var matched = new ArrayList<Source>();
        for (var layer : layers) {
            layer.statements().stream()
                    .filter(ExplainedStatement::applies)
                    .forEach(statement -> matched.add(statement.source()));
            layer.grants().stream()
                    .filter(ExplainedGrant::allows)
                    .forEach(grant -> matched.add(grant.source()));
        }
        return matched;
    }

    /** The condition keys, as written, that a statement about the action asks for and the request lacks. */
    public List<String> missingKeys() {
        var missing = new LinkedHashSet<String>();
        statements()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.trial().found().isEmpty())
                .forEach(condition -> missing.add(condition.written().key()));
        return List.copyOf(missing);
    }

    Stream<ExplainedStatement> statements() {
        return layers.stream().flatMap(layer -> layer.statements().stream());
    }

    /** The layers that are there. */
    public List<ExplainedLayer> present() {
        return layers.stream().filter(layer -> layer.word() != Word.NOT_PRESENT).toList();
    }
}
