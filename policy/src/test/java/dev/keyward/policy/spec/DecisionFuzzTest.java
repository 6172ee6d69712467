package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Whatever a policy says, engine and reference understand the same by it.
 *
 * <p>The inputs stand in {@code src/test/resources}, and begin as those of the parser's fuzz test do.
 */
final class DecisionFuzzTest {

    private static final int QUESTIONS = 4;

    @FuzzTest(maxDuration = "10m")
    void whatIsADocumentIsUnderstoodAlike(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var kind = Changes.KINDS.get(Math.floorMod(input[0] - 'a', Changes.KINDS.size()));
        var text = new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1);
        try {
            PolicyDocument.parse(text, kind);
        } catch (PolicyException refused) {
            return;
        }
        ask(kind, RawJson.object(text), new Scenarios(Arrays.hashCode(input)));
    }

    private static void ask(PolicyKind kind, Map<String, Object> document, Scenarios questions) {
        var statements = document.get("Statement") instanceof List<?> many
                ? many.stream().map(RawJson::write).toList()
                : List.of(RawJson.write(document.get("Statement")));
        var version = (String) document.getOrDefault("Version", "");
        var layer = List.of(List.of(new Scenario.Document("p", version, statements)));
        var rule = kind == PolicyKind.TRUST ? "trust" : "key";
        for (var asked = 0; asked < QUESTIONS; asked++) {
            var scenario = questions.ask(
                    new Scenario.Layers(
                            Map.of(
                                    PolicyKind.KEY_POLICY,
                                    Changes.layer(
                                            Changes.everything(PolicyKind.KEY_POLICY, "Allow"))),
                            List.of()),
                    rule);
            var asking = Changes.withLevels(scenario, kind, layer);
            assertEquals(SpecEvaluator.decide(asking), asking.askEngine(), asking::toString);
        }
    }
}
