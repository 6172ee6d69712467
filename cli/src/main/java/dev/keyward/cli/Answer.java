package dev.keyward.cli;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.DenialMessage;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.explain.Explanation;
import dev.keyward.policy.explain.Word;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What came of a case. */
record Answer(
        Case asked,
        Decision decision,
        Batch.Explain explain,
        Optional<Explanation> explanation,
        long nanos) {

    /** The layers in the order in which they are told. */
    private static final List<PolicyKind> LAYERS = List.of(
            PolicyKind.RESOURCE_CONTROL,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.KEY_POLICY,
            PolicyKind.GRANT,
            PolicyKind.IDENTITY,
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION);

    private static final Set<PolicyKind> CEILINGS = Set.of(
            PolicyKind.RESOURCE_CONTROL, PolicyKind.SERVICE_CONTROL, PolicyKind.VPC_ENDPOINT);

    static Answer to(Case asked, Batch.Explain explain) {
        var started = System.nanoTime();
        var decision = asked.decide();
        var nanos = System.nanoTime() - started;
        var explanation = needsExplanation(asked, decision, explain)
                ? Optional.of(Explanation.of(asked.question()))
                : Optional.<Explanation>empty();
        return new Answer(asked, decision, explain, explanation, nanos);
    }

    /** It costs much more than a decision, but what is expected is compared however little is told. */
    private static boolean needsExplanation(Case asked, Decision decision, Batch.Explain explain) {
        return explain != Batch.Explain.NONE
                || asked.expectation().matched().isPresent()
                || (!decision.isAllowed() && asked.expectation().blockedBy().isPresent());
    }

    /** Whether everything that the case expects came. */
    boolean passes() {
        var expected = asked.expectation();
        return expected.decision().map(outcome()::equals).orElse(true)
                && expected.message().map(message().orElse("")::equals).orElse(true)
                && expected.blockedBy().map(all -> same(all, blockedBy())).orElse(true)
                && expected.matched().map(all -> same(all, matched())).orElse(true);
    }

    private static boolean same(Collection<String> some, Collection<String> others) {
        return new HashSet<>(some).equals(new HashSet<>(others));
    }

    private String outcome() {
        return switch (decision) {
            case Decision.Allow _ -> "Allow";
            case Decision.ExplicitDeny _ -> "ExplicitDeny";
            case Decision.ImplicitDeny _ -> "ImplicitDeny";
        };
    }

    private Optional<String> message() {
        return decision instanceof Decision.Denial denial
                ? Optional.of(DenialMessage.of(asked.request(), denial, asked.wording()))
                : Optional.empty();
    }

    /** The layer that decided against the request, and every other that denies or is a closed ceiling. */
    private Collection<String> blockedBy() {
        var blocking = new LinkedHashSet<String>();
        switch (decision) {
            case Decision.Allow _ -> {
                return List.of();
            }
            case Decision.ExplicitDeny(var source, var _) -> blocking.add(layer(source.kind()));
            case Decision.ImplicitDeny(var missing, var _) -> blocking.add(layer(missing));
        }
        for (var kind : LAYERS) {
            var closed = CEILINGS.contains(kind) && word(kind) == Word.NO_MATCH;
            if (closed || word(kind) == Word.DENY) {
                blocking.add(layer(kind));
            }
        }
        return blocking;
    }

    private Word word(PolicyKind kind) {
        return explanation
                .map(Explanation::words)
                .orElse(Map.of())
                .getOrDefault(kind, Word.NOT_PRESENT);
    }

    private List<String> matched() {
        var names = new ArrayList<String>();
        for (var source : explanation.map(Explanation::matched).orElse(List.of())) {
            names.add(layer(source.kind()) + ":" + source.policy()
                    + (source.kind() == PolicyKind.GRANT ? "" : "#" + statement(source)));
        }
        return names;
    }

    private static String statement(Source source) {
        return source.sid().orElse(Integer.toString(source.index()));
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (asked.id().isPresent()) {
            json.writeStringField("id", asked.id().get());
        }
        json.writeStringField("decision", outcome());
        writeDecidedBy(json);
        writeList(json, "blockedBy", blockedBy());
        if (explain != Batch.Explain.NONE) {
            json.writeObjectFieldStart("layers");
            for (var kind : LAYERS) {
                json.writeStringField(layer(kind), written(word(kind)));
            }
            json.writeEndObject();
        }
        if (explain == Batch.Explain.FULL) {
            writeList(json, "matched", matched());
            writeList(
                    json,
                    "missingContext",
                    explanation.map(Explanation::missingKeys).orElse(List.of()));
            if (!asked.warnings().isEmpty()) {
                writeList(json, "warnings", asked.warnings());
            }
        }
        var message = message();
        if (message.isPresent()) {
            json.writeStringField("message", message.get());
        }
        json.writeNumberField("nanos", nanos);
        json.writeBooleanField("pass", passes());
        json.writeEndObject();
    }

    private void writeDecidedBy(JsonGenerator json) throws IOException {
        var source = switch (decision) {
            case Decision.Allow(var sources) ->
                sources.stream()
                        .filter(one -> one.kind() == PolicyKind.IDENTITY)
                        .findFirst()
                        .or(() -> sources.stream().findFirst());
            case Decision.ExplicitDeny(var one, var _) -> Optional.of(one);
            case Decision.ImplicitDeny _ -> Optional.<Source>empty();
        };
        if (source.isEmpty()) {
            json.writeNullField("decidedBy");
            return;
        }
        json.writeObjectFieldStart("decidedBy");
        json.writeStringField("layer", layer(source.get().kind()));
        json.writeStringField("effect", decision.isAllowed() ? "Allow" : "Deny");
        json.writeStringField("policy", source.get().policy());
        json.writeStringField("statement", source.get().sid().orElse(null));
        json.writeNumberField("index", source.get().index());
        json.writeEndObject();
    }

    private static void writeList(JsonGenerator json, String name, Collection<String> values)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String written(Word word) {
        return switch (word) {
            case NOT_PRESENT -> "NotPresent";
            case NO_MATCH -> "NoMatch";
            case ALLOW -> "Allow";
            case DENY -> "Deny";
            case DELEGATES -> "Delegates";
            case DIRECT -> "Direct";
        };
    }

    private static String layer(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "identity";
            case PERMISSIONS_BOUNDARY -> "boundary";
            case SESSION -> "session";
            case KEY_POLICY, TRUST -> "resource";
            case GRANT -> "grant";
            case VPC_ENDPOINT -> "vpcEndpoint";
            case SERVICE_CONTROL -> "scp";
            case RESOURCE_CONTROL -> "rcp";
        };
    }
}
