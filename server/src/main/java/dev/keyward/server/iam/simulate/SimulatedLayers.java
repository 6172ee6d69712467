package dev.keyward.server.iam.simulate;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.match.Effect;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;
import dev.keyward.policy.match.Statement;
import dev.keyward.policy.parse.StatementPlace;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What each kind of policy says of one simulated request by itself, and by which statements. */
final class SimulatedLayers {

    private final RequestContext context;
    private final AuthorizationRequest request;
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final List<Hit> identity;
    private final Optional<List<Hit>> boundary;
    private final Optional<List<Hit>> resource;

    /** A statement that applies to the request. */
    private record Hit(NamedPolicy policy, String type, Statement statement) {

        private Struct describe() {
            var place = StatementPlace.of(policy.document()).get(statement.index());
            return Struct.builder()
                    .put("SourcePolicyId", policy.name())
                    .put("SourcePolicyType", type)
                    .put("StartPosition", position(place.start()))
                    .put("EndPosition", position(place.end()))
                    .build();
        }

        private static Struct position(StatementPlace.Position position) {
            return Struct.builder()
                    .put("Line", position.line())
                    .put("Column", position.column())
                    .build();
        }
    }

    private SimulatedLayers(AuthorizationRequest request, Simulation.Layers layers) {
        this.request = request;
        this.context = layers.boundary().isPresent()
                ? RequestContext.ofBounded(request)
                : RequestContext.of(request);
        this.identity = layers.identity().stream()
                .flatMap(policy -> hits(policy, "IAM Policy"))
                .toList();
        this.boundary = layers.boundary()
                .map(policy -> hits(policy, "Permissions Boundary Policy").toList());
        this.resource =
                layers.resource().map(policy -> hits(policy, "Resource Policy").toList());
    }

    static SimulatedLayers of(AuthorizationRequest request, Simulation.Layers layers) {
        return new SimulatedLayers(request, layers);
    }

    private Stream<Hit> hits(NamedPolicy policy, String type) {
        var hits = new ArrayList<Hit>();
        for (var statement : policy.document().statementsAbout(context)) {
            for (var condition : statement.conditions()) {
                if (request.context().find(condition.key()).isEmpty()) {
                    missing.putIfAbsent(condition.key().toLowerCase(Locale.ROOT), condition.key());
                }
            }
            if (statement.match(context) != PrincipalMatch.NONE) {
                hits.add(new Hit(policy, type, statement));
            }
        }
        return hits.stream();
    }

    Verdict identity() {
        return verdict(identity);
    }

    /** Empty if there is no permissions boundary. */
    Optional<Verdict> boundary() {
        return boundary.map(SimulatedLayers::verdict);
    }

    /** Empty if there is no resource's policy. */
    Optional<Verdict> resource() {
        return resource.map(SimulatedLayers::verdict);
    }

    private static Verdict verdict(List<Hit> hits) {
        if (hits.stream().anyMatch(hit -> hit.statement().effect() == Effect.DENY)) {
            return Verdict.EXPLICIT_DENY;
        }
        return hits.isEmpty() ? Verdict.IMPLICIT_DENY : Verdict.ALLOWED;
    }

    /** The condition keys that statements about the action ask for and the request does not have. */
    Collection<String> missingKeys() {
        return missing.values();
    }

    /** The statements that the verdict rests on: those that deny, or else those that allow. */
    List<Struct> deciding(Verdict verdict) {
        return verdict == Verdict.IMPLICIT_DENY ? List.of() : relevant(verdict);
    }

    /** As {@link #deciding}, with those that allow even where they are not enough. */
    List<Struct> relevant(Verdict verdict) {
        var effect = verdict == Verdict.EXPLICIT_DENY ? Effect.DENY : Effect.ALLOW;
        var permitting = Stream.concat(resource.stream().flatMap(List::stream), identity.stream());
        // A boundary gives nothing, so that only what it denies decides anything.
        var all = effect == Effect.DENY
                ? Stream.concat(permitting, boundary.stream().flatMap(List::stream))
                : permitting;
        return all.filter(hit -> hit.statement().effect() == effect)
                .map(Hit::describe)
                .toList();
    }
}
