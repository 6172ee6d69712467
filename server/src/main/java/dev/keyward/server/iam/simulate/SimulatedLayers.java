package dev.keyward.server.iam.simulate;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.explain.ExplainedStatement;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.Word;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.parse.StatementPlace;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each kind of policy says of one simulated request by itself, and by which statements. */
final class SimulatedLayers {

    private final Explanation explanation;
    private final Simulation.Layers layers;
    private final StatementPlaces places;

    SimulatedLayers(Explanation explanation, Simulation.Layers layers, StatementPlaces places) {
        this.explanation = explanation;
        this.layers = layers;
        this.places = places;
    }

    Verdict identity() {
        return verdict(PolicyKind.IDENTITY);
    }

    /** Empty if there is no permissions boundary. */
    Optional<Verdict> boundary() {
        return layers.boundary().map(_ -> verdict(PolicyKind.PERMISSIONS_BOUNDARY));
    }

    /** Empty if there is no resource's policy. */
    Optional<Verdict> resource() {
        return layers.resource().map(_ -> verdict(PolicyKind.KEY_POLICY));
    }

    private Verdict verdict(PolicyKind kind) {
        return switch (explanation.words().getOrDefault(kind, Word.NOT_PRESENT)) {
            case DENY -> Verdict.EXPLICIT_DENY;
            case DELEGATES, ALLOW, DIRECT -> Verdict.ALLOWED;
            case NOT_PRESENT, NO_MATCH -> Verdict.IMPLICIT_DENY;
        };
    }

    /** The condition keys that statements about the action ask for and the request does not have. */
    List<String> missingKeys() {
        return explanation.missingKeys();
    }

    /** The statements that the verdict rests on: those that deny, or else those that allow. */
    List<Struct> deciding(Verdict verdict) {
        return verdict == Verdict.IMPLICIT_DENY ? List.of() : relevant(verdict);
    }

    /** As {@link #deciding}, with those that allow even where they are not enough. */
    List<Struct> relevant(Verdict verdict) {
        var effect = verdict == Verdict.EXPLICIT_DENY ? Effect.DENY : Effect.ALLOW;
        return explanation.layers().stream()
                // A boundary gives nothing, so that only what it denies decides anything.
                .filter(layer ->
                        effect == Effect.DENY || layer.kind() != PolicyKind.PERMISSIONS_BOUNDARY)
                .flatMap(layer -> layer.statements().stream())
                .filter(ExplainedStatement::applies)
                .filter(statement -> statement.written().effect() == effect)
                .map(this::describe)
                .toList();
    }

    private Struct describe(ExplainedStatement statement) {
        var source = statement.source();
        var place = places.of(policyOf(statement).document(), source.index());
        return Struct.builder()
                .put("SourcePolicyId", source.policy())
                .put("SourcePolicyType", type(source.kind()))
                .put("StartPosition", position(place.start()))
                .put("EndPosition", position(place.end()))
                .build();
    }

    /** Two policies may have one name, AWS's managed policy and one of the account for example. */
    private NamedPolicy policyOf(ExplainedStatement statement) {
        var source = statement.source();
        return policies(source.kind())
                .filter(policy -> policy.name().equals(source.policy()))
                .filter(policy -> {
                    var written = policy.document().written().statements();
                    return source.index() < written.size()
                            && written.get(source.index()).equals(statement.written());
                })
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no policy has " + source));
    }

    private Stream<NamedPolicy> policies(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> layers.identity().stream();
            case PERMISSIONS_BOUNDARY -> layers.boundary().stream();
            case KEY_POLICY -> layers.resource().stream();
            case TRUST, SESSION, GRANT, VPC_ENDPOINT, SERVICE_CONTROL, RESOURCE_CONTROL ->
                throw new IllegalStateException("no " + kind + " policy is simulated");
        };
    }

    /** The kind of policy in the words that IAM answers with, which are not those of its model. */
    static String type(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "IAM Policy";
            case PERMISSIONS_BOUNDARY -> "Permissions Boundary Policy";
            case KEY_POLICY -> "Resource Policy";
            case TRUST, SESSION, GRANT, VPC_ENDPOINT, SERVICE_CONTROL, RESOURCE_CONTROL ->
                throw new IllegalStateException("no " + kind + " policy is simulated");
        };
    }

    private static Struct position(StatementPlace.Position position) {
        return Struct.builder()
                .put("Line", position.line())
                .put("Column", position.column())
                .build();
    }
}
