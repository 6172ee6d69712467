package dev.keyward.server.refusals;

import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.explain.ExplainedLayer;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.Side;
import dev.keyward.policy.explain.Word;

import java.util.List;
import java.util.Optional;

/**
 * What one account is shown of a refusal.
 *
 * @param refusal empty if its own side lets the request through
 * @param layers of which there are policies or grants
 */
record Shown(Optional<Decision.Denial> refusal, List<ExplainedLayer> layers) {

    Shown {
        layers = layers.stream()
                .filter(layer -> layer.word() != Word.NOT_PRESENT)
                .toList();
    }

    static Shown of(RefusedCall refused, View view) {
        var explanation = Explanation.of(refused.question());
        var shown = switch (view) {
            case BOTH -> new Shown(denial(explanation.decision()), explanation.layers());
            case CALLER -> of(explanation.of(Side.CALLER));
            case RESOURCE -> of(explanation.of(Side.RESOURCE));
        };
        return new Shown(shown.refusal(), Discretion.of(view).applied(shown.layers()));
    }

    private static Shown of(Explanation.OneSide side) {
        return new Shown(side.refusal(), side.layers());
    }

    private static Optional<Decision.Denial> denial(Decision decision) {
        return switch (decision) {
            case Decision.Allow _ -> Optional.empty();
            case Decision.Denial denial -> Optional.of(denial);
        };
    }
}
