package dev.keyward.policy.decide;

import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What the resource's own policy says of a request, by the way in which it names the caller. */
record ResourceLayer(Optional<Source> deny, Map<PrincipalMatch, Source> allows) {

    private static final ResourceLayer SILENT = new ResourceLayer(Optional.empty(), Map.of());

    static ResourceLayer of(Optional<NamedPolicy> resource, RequestContext context) {
        if (resource.isEmpty()) {
            return SILENT;
        }
        var policy = resource.get();
        var kind = policy.document().kind();
        var allows = new EnumMap<PrincipalMatch, Source>(PrincipalMatch.class);
        for (var statement : policy.document().statementsAbout(context)) {
            var match = statement.match(context);
            if (match == PrincipalMatch.NONE) {
                continue;
            }
            var source = Source.of(kind, policy, statement);
            if (statement.effect() == Effect.DENY) {
                return new ResourceLayer(Optional.of(source), allows);
            }
            allows.putIfAbsent(match, source);
        }
        return new ResourceLayer(Optional.empty(), allows);
    }

    Optional<Source> allow(PrincipalMatch match) {
        return Optional.ofNullable(allows.get(match));
    }

    /** The statement that allows in the strongest way, in whichever way. */
    Optional<Source> anyAllow() {
        return allows.values().stream().findFirst();
    }
}
