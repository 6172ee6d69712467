package dev.keyward.policy.explain;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.Source;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** An explanation as JSON, whose members are told in docs/reference/policy-explain.md. */
public final class ExplanationJson {

    private final JsonGenerator json;

    private ExplanationJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes one object; of a denial with what would allow it. */
    public static void write(Explanation explanation, Changes changes, JsonGenerator json)
            throws IOException {
        var writer = new ExplanationJson(json);
        var request = explanation.question().request();
        json.writeStartObject();
        writer.decision(explanation.decision());
        json.writeStringField("caller", request.principal().arn());
        json.writeStringField("action", request.action());
        json.writeStringField("resource", request.resource());
        writer.layers(explanation.layers());
        writer.texts("missingContext", explanation.missingKeys());
        new ChangesJson(json).write(changes);
        json.writeEndObject();
    }

    private void decision(Decision decision) throws IOException {
        switch (decision) {
            case Decision.Allow(var sources) -> {
                json.writeStringField("decision", "Allow");
                sources(sources);
            }
            case Decision.ExplicitDeny(var source, var _) -> {
                json.writeStringField("decision", "ExplicitDeny");
                sources(List.of(source));
            }
            case Decision.ImplicitDeny(var missing, var _) -> {
                json.writeStringField("decision", "ImplicitDeny");
                json.writeStringField("missing", missing.words());
            }
        }
    }

    private void sources(List<Source> sources) throws IOException {
        json.writeArrayFieldStart("sources");
        for (var source : sources) {
            json.writeString(Phrases.source(source));
        }
        json.writeEndArray();
    }

    private void layers(List<ExplainedLayer> layers) throws IOException {
        json.writeArrayFieldStart("layers");
        for (var layer : layers) {
            json.writeStartObject();
            json.writeStringField("kind", layer.kind().words());
            json.writeNumberField("level", layer.level());
            json.writeStringField("word", Phrases.word(layer.word()));
            json.writeStringField("bearing", Phrases.bearing(layer.bearing()));
            texts("policies", layer.policies());
            json.writeArrayFieldStart("statements");
            for (var statement : layer.statements()) {
                statement(statement);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("grants");
            for (var grant : layer.grants()) {
                grant(grant);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void statement(ExplainedStatement statement) throws IOException {
        json.writeStartObject();
        json.writeStringField("statement", Phrases.statement(statement.source()));
        json.writeNumberField("line", statement.source().line());
        json.writeStringField("effect", Phrases.effect(statement.written().effect()));
        json.writeBooleanField("applies", statement.applies());
        json.writeStringField("principal", Phrases.principal(statement.principal()));
        json.writeBooleanField("resourceFits", statement.resourceFits());
        json.writeArrayFieldStart("conditions");
        for (var condition : statement.conditions()) {
            json.writeStartObject();
            json.writeStringField("operator", condition.written().operator());
            json.writeStringField("key", condition.written().key());
            texts("values", condition.written().values());
            found(condition);
            json.writeBooleanField("holds", condition.holds());
            json.writeStringField("why", Phrases.name(condition.trial().why()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void found(ExplainedCondition condition) throws IOException {
        var found = condition.trial().found();
        if (found.isEmpty()) {
            json.writeNullField("request");
            return;
        }
        switch (found.get()) {
            case ContextKeys.Single(var value) -> json.writeStringField("request", value);
            case ContextKeys.Multiple(var values) -> texts("request", values);
        }
    }

    private void grant(ExplainedGrant grant) throws IOException {
        json.writeStartObject();
        json.writeStringField("grantId", grant.grant().id());
        json.writeBooleanField("applies", grant.allows());
        json.writeStringField("granteePrincipal", grant.grant().grantee());
        json.writeStringField("grantee", Phrases.principal(grant.grantee()));
        json.writeBooleanField("operationFits", grant.operationFits());
        json.writeStringField("constraint", Phrases.fit(grant.constraint()));
        json.writeStringField("sourceArn", Phrases.fit(grant.sourceArn()));
        json.writeEndObject();
    }

    private void texts(String name, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
