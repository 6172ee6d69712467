package dev.keyward.server.refusals;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.explain.ExplainedCondition;
import dev.keyward.policy.explain.ExplainedGrant;
import dev.keyward.policy.explain.ExplainedLayer;
import dev.keyward.policy.explain.ExplainedStatement;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.wire.Struct;

import java.util.List;
import java.util.Optional;

/** Layers in the shape that the API model has for them. */
final class LayerShapes {

    private LayerShapes() {}

    static Struct of(ExplainedLayer layer) {
        return Struct.builder()
                .put("Kind", layer.kind().name())
                .put("Level", layer.level())
                .put("Word", layer.word().name())
                .putTexts("Policies", layer.policies())
                .putList(
                        "Statements",
                        layer.statements().stream().map(LayerShapes::of).toList())
                .putList("Grants", layer.grants().stream().map(LayerShapes::of).toList())
                .build();
    }

    static Struct of(Source source) {
        return Struct.builder()
                .put("Kind", source.kind().name())
                .put("Policy", source.policy())
                .put("Index", source.index())
                .put("Line", source.line())
                .putText("Sid", source.sid())
                .build();
    }

    private static Struct of(ExplainedStatement statement) {
        return Struct.builder()
                .put("Source", of(statement.source()))
                .put("Effect", statement.written().effect().name())
                .put("Applies", statement.applies())
                .put("PrincipalFits", statement.principal() != PrincipalMatch.NONE)
                .put("ResourceFits", statement.resourceFits())
                .putList(
                        "Conditions",
                        statement.conditions().stream().map(LayerShapes::of).toList())
                .build();
    }

    private static Struct of(ExplainedCondition condition) {
        var written = condition.written();
        return Struct.builder()
                .put("Operator", written.operator())
                .put("Key", written.key())
                .putTexts("Values", written.values())
                .put("Holds", condition.holds())
                .put("Why", condition.trial().why().name())
                .put("KeyIsPresent", condition.trial().found().isPresent())
                .putTexts("RequestValues", values(condition.trial().found()))
                .build();
    }

    private static Struct of(ExplainedGrant grant) {
        return Struct.builder()
                .put("GrantId", grant.grant().id())
                .put("Allows", grant.allows())
                .put("GranteeFits", grant.grantee() != PrincipalMatch.NONE)
                .put("OperationFits", grant.operationFits())
                .put("Constraint", grant.constraint().name())
                .put("SourceArn", grant.sourceArn().name())
                .build();
    }

    /** The values of a key; none if it is absent. */
    static List<String> values(Optional<ContextKeys.Value> found) {
        return found.map(value -> switch (value) {
                    case ContextKeys.Single(var single) -> List.of(single);
                    case ContextKeys.Multiple(var several) -> several;
                })
                .orElse(List.of());
    }
}
