package dev.keyward.server.authorize;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.decide.NamedPolicy;
import dev.keyward.policy.decide.Policies;
import dev.keyward.policy.decide.Source;
import dev.keyward.policy.parse.WrittenCondition;
import dev.keyward.policy.parse.WrittenPrincipal;
import dev.keyward.policy.parse.WrittenStatement;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A refusal in the JSON that DecodeAuthorizationMessage answers with: lists are objects with {@code items}.
 *
 * <p>Source: AWS CLI User Guide and AWS CLI Command Reference, {@code sts decode-authorization-message},
 * "Examples"; STS API Reference, "DecodeAuthorizationMessage".
 */
final class RefusalJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private RefusalJson(JsonGenerator json) {
        this.json = json;
    }

    /** How much is told. */
    enum Detail {
        ALL,
        WITHOUT_CONDITION_KEYS,
        WITHOUT_STATEMENT
    }

    static String write(Authorizer.Refusal refusal, Caller caller, Detail detail) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            new RefusalJson(json).refusal(refusal, caller, detail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void refusal(Authorizer.Refusal refusal, Caller caller, Detail detail)
            throws IOException {
        json.writeStartObject();
        json.writeBooleanField("allowed", false);
        json.writeBooleanField(
                "explicitDeny", refusal.denial().told() instanceof Decision.Told.Denied);
        items(
                "matchedStatements",
                statement(refusal).filter(_ -> detail != Detail.WITHOUT_STATEMENT).stream()
                        .toList(),
                this::statement);
        items("failures", List.of(), this::value);
        json.writeObjectFieldStart("context");
        context(refusal.question().request(), caller, detail);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The statement that denied, unless the caller may not learn of it. */
    private static Optional<WrittenStatement> statement(Authorizer.Refusal refusal) {
        return refusal.denial().told() instanceof Decision.Told.Denied(var source)
                ? policies(refusal.question().policies())
                        .filter(policy -> isSource(policy, source))
                        .map(policy -> policy.document().written().statements().get(source.index()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isSource(NamedPolicy policy, Source source) {
        return policy.name().equals(source.policy()) && policy.document().kind() == source.kind();
    }

    private static Stream<NamedPolicy> policies(Policies policies) {
        var all = Stream.<List<NamedPolicy>>builder();
        all.add(policies.identity());
        all.add(policies.resource().stream().toList());
        all.add(policies.boundary());
        all.add(policies.session());
        all.add(policies.vpcEndpoint().stream().toList());
        policies.serviceControl().forEach(all::add);
        policies.resourceControl().forEach(all::add);
        return all.build().flatMap(List::stream);
    }

    private void context(AuthorizationRequest request, Caller caller, Detail detail)
            throws IOException {
        var arn = caller.principal().arn();
        json.writeObjectFieldStart("principal");
        json.writeStringField("id", caller.userId());
        json.writeStringField("name", arn.substring(arn.lastIndexOf('/') + 1));
        json.writeStringField("arn", arn);
        json.writeEndObject();
        json.writeStringField("action", request.action());
        json.writeStringField("resource", request.resource());
        var names = detail == Detail.ALL
                ? request.context().names().stream().sorted().toList()
                : List.<String>of();
        items("conditions", names, name -> {
            json.writeStringField("key", name);
            items("values", values(request.context(), name), this::value);
        });
    }

    private static List<String> values(ContextKeys keys, String name) {
        return keys.find(name)
                .map(value -> switch (value) {
                    case ContextKeys.Single(var text) -> List.of(text);
                    case ContextKeys.Multiple(var texts) -> texts;
                })
                .orElse(List.of());
    }

    private void statement(WrittenStatement statement) throws IOException {
        json.writeStringField("statementId", statement.sid().orElse(""));
        json.writeStringField("effect", statement.effect().name());
        items(
                "principals",
                statement.principals().values().stream()
                        .map(WrittenPrincipal::value)
                        .toList(),
                this::value);
        items("principalGroups", List.of(), this::value);
        items("actions", statement.actions().values(), this::value);
        items("resources", statement.resources().values(), this::value);
        items("conditions", statement.conditions(), this::condition);
    }

    private void condition(WrittenCondition condition) throws IOException {
        json.writeStringField("operator", condition.operator());
        json.writeStringField("key", condition.key());
        items("values", condition.values(), this::value);
    }

    private void value(String value) throws IOException {
        json.writeStringField("value", value);
    }

    @FunctionalInterface
    private interface Item<T> {
        void write(T item) throws IOException;
    }

    private <T> void items(String name, List<T> all, Item<T> item) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("items");
        for (var one : all) {
            json.writeStartObject();
            item.write(one);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
