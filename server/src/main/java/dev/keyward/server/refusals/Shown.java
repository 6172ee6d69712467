package dev.keyward.server.refusals;

import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.explain.Changes;
import dev.keyward.policy.explain.ExplainedLayer;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.Side;
import dev.keyward.policy.explain.SmallestChanges;
import dev.keyward.policy.explain.Word;

import java.util.List;
import java.util.Optional;

/**
 * What one account is shown of a refusal.
 *
 * @param refusal empty if its own side lets the request through
 * @param layers of which there are policies or grants
 * @param changes of its own policies that would end the refusal
 */
record Shown(Optional<Decision.Denial> refusal, List<ExplainedLayer> layers, Changes changes) {

    Shown {
        layers = layers.stream()
                .filter(layer -> layer.word() != Word.NOT_PRESENT)
                .toList();
    }

    static Shown of(RefusedCall refused, View view) {
        return switch (view) {
            case BOTH -> {
                var explanation = Explanation.of(refused.question());
                yield new Shown(
                        denial(explanation.decision()),
                        explanation.layers(),
                        SmallestChanges.of(refused.question()));
            }
            case CALLER -> of(refused, Side.CALLER, Discretion.of(view));
            case RESOURCE -> of(refused, Side.RESOURCE, Discretion.of(view));
        };
    }

    private static Shown of(RefusedCall refused, Side side, Discretion discretion) {
        var shown = Explanation.of(refused.question()).of(side);
        return new Shown(
                shown.refusal(),
                discretion.applied(shown.layers()),
                SmallestChanges.of(refused.question(), side));
    }

    private static Optional<Decision.Denial> denial(Decision decision) {
        return switch (decision) {
            case Decision.Allow _ -> Optional.empty();
            case Decision.Denial denial -> Optional.of(denial);
        };
    }
}
