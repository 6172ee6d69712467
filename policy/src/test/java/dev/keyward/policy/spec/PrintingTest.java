package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading and printing undo each other. */
final class PrintingTest {

    @Test
    void whatIsPrintedIsReadAsTheSame() {
        Law.everywhere(17, (scenario, _) -> {
            for (var kind : Changes.KINDS) {
                for (var document : scenario.layers().flat(kind)) {
                    var written = parse(document.text(), kind).written();
                    var again = parse(written.print(), kind).written();
                    assertEquals(written, again, document::text);
                    assertEquals(written.print(), again.print(), document::text);
                }
            }
        });
    }

    @Test
    void whatIsPrintedDecidesTheSame() {
        Law.everywhere(18, (scenario, _) -> {
            var printed = scenario;
            for (var kind : Changes.KINDS) {
                printed = Changes.inLevels(
                        printed,
                        kind,
                        documents -> documents.stream()
                                .map(document -> printed(document, kind))
                                .toList());
            }
            assertEquals(
                    SpecEvaluator.decide(scenario),
                    SpecEvaluator.decide(printed),
                    printed::toString);
            assertEquals(scenario.askEngine(), printed.askEngine(), printed::toString);
        });
    }

    private static Scenario.Document printed(Scenario.Document document, PolicyKind kind) {
        var read = RawJson.object(parse(document.text(), kind).written().print());
        var statements = read.get("Statement") instanceof List<?> many
                ? many.stream().map(RawJson::write).toList()
                : List.of(RawJson.write(read.get("Statement")));
        return new Scenario.Document(
                document.name(), (String) read.getOrDefault("Version", ""), statements);
    }

    private static PolicyDocument parse(String text, PolicyKind kind) {
        try {
            return PolicyDocument.parse(text, kind);
        } catch (PolicyException generated) {
            throw new IllegalArgumentException(generated);
        }
    }
}
