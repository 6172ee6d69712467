package dev.keyward.policy.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code src/test/cases} comes out as it says, in decision, source and text. */
final class CasesTest {

    private static final int FEWEST = 1_200;

    @TestFactory
    List<DynamicContainer> everyCaseHolds() throws IOException {
        var containers = new ArrayList<DynamicContainer>();
        for (var file : CaseFile.all()) {
            containers.add(DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    CaseFile.read(file).stream()
                            .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)))));
        }
        return containers;
    }

    @Test
    void everyConditionThatHoldsDeniesToo() throws IOException {
        for (var file : CaseFile.all()) {
            CaseFile.denials(file).forEach(CasesTest::check);
        }
    }

    private static void check(PolicyCase one) {
        var rendered = one.render(one.decide());
        assertEquals(
                String.join("\n", one.expected()),
                String.join(
                        "\n",
                        rendered.subList(
                                0, Math.min(rendered.size(), one.expected().size()))),
                one.name());
    }

    @Test
    void thereAreManyAndNoTwoOfTheSameName() throws IOException {
        var names = new HashSet<String>();
        for (var file : CaseFile.all()) {
            for (var one : CaseFile.read(file)) {
                assertTrue(names.add(one.name()), "twice: " + one.name());
            }
        }
        assertTrue(names.size() >= FEWEST, names.size() + " cases");
    }
}
