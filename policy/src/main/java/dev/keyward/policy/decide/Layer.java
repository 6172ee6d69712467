package dev.keyward.policy.decide;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;

import java.util.List;
import java.util.Optional;

/** What the policies of one kind say of a request: the first statement that denies, the first that allows. */
record Layer(Optional<Source> deny, Optional<Source> allow) {

    private static final Layer SILENT = new Layer(Optional.empty(), Optional.empty());

    static Layer of(PolicyKind kind, List<NamedPolicy> policies, RequestContext context) {
        if (policies.isEmpty()) {
            return SILENT;
        }
        var allow = Optional.<Source>empty();
        for (var policy : policies) {
            for (var statement : policy.document().statementsAbout(context)) {
                if (statement.effect() == Effect.ALLOW && allow.isPresent()) {
                    continue;
                }
                if (statement.match(context) == PrincipalMatch.NONE) {
                    continue;
                }
                var source = Optional.of(Source.of(kind, policy, statement));
                if (statement.effect() == Effect.DENY) {
                    return new Layer(source, allow);
                }
                allow = source;
            }
        }
        return new Layer(Optional.empty(), allow);
    }
}
