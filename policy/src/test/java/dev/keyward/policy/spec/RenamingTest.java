package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.AccountId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is called otherwise everywhere is decided alike. */
final class RenamingTest {

    @Test
    void actionsAndKeysHaveNoCase() {
        Law.everywhere(14, (scenario, _) -> {
            var loud = Changes.inStatements(scenario, statement -> {
                var elements = RawJson.object(statement);
                var other = elements;
                for (var name : List.of("Action", "NotAction")) {
                    if (elements.containsKey(name)) {
                        other = Changes.with(
                                other,
                                name,
                                RawJson.texts(elements.get(name)).stream()
                                        .map(text -> text.toUpperCase(Locale.ROOT))
                                        .toList());
                    }
                }
                if (elements.containsKey("Condition")) {
                    other = Changes.with(other, "Condition", loudKeys(elements.get("Condition")));
                }
                return RawJson.write(other);
            });
            assertEquals(Law.shape(scenario), Law.shape(loud), loud::toString);
        });
    }

    private static Map<String, Object> loudKeys(Object condition) {
        Map<String, Object> operators = new LinkedHashMap<>();
        RawJson.members(condition).forEach((operator, keys) -> {
            Map<String, Object> loud = new LinkedHashMap<>();
            RawJson.members(keys)
                    .forEach((key, values) -> loud.put(key.toUpperCase(Locale.ROOT), values));
            operators.put(operator, loud.size() == RawJson.members(keys).size() ? loud : keys);
        });
        return operators;
    }

    /** Whatever is true of one account is true of the other in its place. */
    @Test
    void accountsAreNothingButNames() {
        Law.everywhere(15, (scenario, _) -> {
            var question = scenario.question();
            var grants = scenario.layers().grants().stream()
                    .map(grant -> new Scenario.GrantText(
                            grant.id(),
                            swapped(grant.grantee()),
                            grant.operations(),
                            grant.constraint(),
                            grant.pairs(),
                            grant.source(),
                            swapped(grant.retiring()),
                            swapped(grant.issuer())))
                    .toList();
            Map<String, Object> context = new HashMap<>();
            question.context()
                    .forEach((key, value) -> context.put(
                            key,
                            value instanceof List<?> many
                                    ? many.stream()
                                            .map(one -> swapped((String) one))
                                            .toList()
                                    : swapped((String) value)));
            var other = new Scenario.Question(
                    question.rule(),
                    Scenario.Caller.of(swapped(question.caller().words())),
                    question.action(),
                    swapped(question.resource()),
                    new AccountId(swapped(question.owner().value())),
                    question.ownAccountOnly(),
                    question.wording(),
                    context,
                    question.encryptionContext());
            var statements = Changes.withGrants(
                    Changes.inStatements(scenario, RenamingTest::swapped), grants);
            assertEquals(
                    swapped(Law.shape(scenario)),
                    Law.shape(Changes.asking(statements, other)),
                    scenario::toString);
        });
    }

    private static String swapped(String text) {
        return text.replace(Vocabulary.A, "!")
                .replace(Vocabulary.B, Vocabulary.A)
                .replace("!", Vocabulary.B);
    }
}
