package dev.keyward.policy.explain;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.parse.WrittenStatement;

import java.io.IOException;
import java.util.List;

/** The smallest changes as a member of an explanation's object. */
final class ChangesJson {

    private final JsonGenerator json;

    ChangesJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes {@code toAllow}, or {@code never} if nothing can allow the request. */
    void write(Changes changes) throws IOException {
        switch (changes) {
            case Changes.Never(var why) -> json.writeStringField("never", Phrases.never(why));
            case Changes.Ways(var ways) -> {
                json.writeArrayFieldStart("toAllow");
                for (var way : ways) {
                    json.writeStartArray();
                    for (var change : way.changes()) {
                        write(change);
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
            }
        }
    }

    private void write(Change change) throws IOException {
        json.writeStartObject();
        switch (change) {
            case Change.AddStatement(var kind, var policy, var statement) -> {
                policy("AddStatement", kind, policy);
                statement("after", statement);
            }
            case Change.AddPolicy(var kind, var level, var statement) -> {
                json.writeStringField("change", "AddPolicy");
                json.writeStringField("kind", kind.words());
                json.writeNumberField("level", level);
                statement("after", statement);
            }
            case Change.ChangeStatement(var at, var before, var after) -> {
                at("ChangeStatement", at);
                statement("before", before);
                statement("after", after);
            }
            case Change.RemoveStatement(var at, var before) -> {
                at("RemoveStatement", at);
                statement("before", before);
            }
            case Change.DetachPolicy(var kind, var policy) -> policy("DetachPolicy", kind, policy);
            case Change.AddGrant(var grantee, var operation) -> {
                json.writeStringField("change", "AddGrant");
                json.writeStringField("granteePrincipal", grantee);
                json.writeStringField("operation", operation);
            }
            case Change.ChangeRequest(var key, var value, var by) -> {
                json.writeStringField("change", "ChangeRequest");
                json.writeStringField("key", key);
                json.writeFieldName("value");
                value(value);
                json.writeStringField("statement", Phrases.source(by));
            }
        }
        json.writeEndObject();
    }

    private void policy(String change, PolicyKind kind, String policy) throws IOException {
        json.writeStringField("change", change);
        json.writeStringField("kind", kind.words());
        json.writeStringField("policy", policy);
    }

    private void at(String change, Source at) throws IOException {
        policy(change, at.kind(), at.policy());
        json.writeStringField("statement", Phrases.statement(at));
        json.writeNumberField("line", at.line());
    }

    /** On one line, as line ends stand only between the elements of what is printed. */
    private void statement(String name, WrittenStatement statement) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(statement.print().replaceAll("\n *", ""));
    }

    private void value(ContextKeys.Value value) throws IOException {
        switch (value) {
            case ContextKeys.Single(var one) -> json.writeString(one);
            case ContextKeys.Multiple(var several) -> texts(several);
        }
    }

    private void texts(List<String> values) throws IOException {
        json.writeStartArray();
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
