package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.parse.PolicyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What must be true of every scenario, whatever the rules say in detail. */
final class PropertiesTest {

    private static final int ROUNDS = 4_000;

    /** Checks one scenario against a changed copy of it. */
    private interface Law {
        void hold(Scenario scenario) throws PolicyException;
    }

    private static void everywhere(long seed, Law law) throws PolicyException {
        var scenarios = new Scenarios(seed);
        for (var round = 0; round < ROUNDS; round++) {
            law.hold(scenarios.next());
        }
    }

    private static boolean isAllowed(Scenario scenario) throws PolicyException {
        return scenario.askEngine().startsWith("allow");
    }

    private static String outcome(Scenario scenario) throws PolicyException {
        return scenario.askEngine().replaceFirst(" .*", "");
    }

    /** The scenario with every document of that kind changed. */
    private static Scenario changed(
            Scenario scenario, PolicyKind kind, UnaryOperator<List<String>> change) {
        Map<PolicyKind, List<List<Scenario.Document>>> levels = new EnumMap<>(PolicyKind.class);
        levels.putAll(scenario.layers().levels());
        levels.computeIfPresent(
                kind,
                (_, all) -> all.stream()
                        .map(level -> level.stream()
                                .map(document -> new Scenario.Document(
                                        document.name(),
                                        document.version(),
                                        change.apply(document.statements())))
                                .toList())
                        .toList());
        return new Scenario(
                scenario.question(),
                new Scenario.Layers(levels, scenario.layers().grants()));
    }

    private static UnaryOperator<List<String>> adding(String statement) {
        return statements -> {
            var more = new ArrayList<>(statements);
            more.add(statement);
            return more;
        };
    }

    private static String statement(PolicyKind kind, String effect) {
        var principal = Set.of(
                                PolicyKind.KEY_POLICY,
                                PolicyKind.TRUST,
                                PolicyKind.VPC_ENDPOINT,
                                PolicyKind.RESOURCE_CONTROL)
                        .contains(kind)
                ? "\"Principal\":\"*\","
                : "";
        var action = kind == PolicyKind.TRUST
                ? "\"Action\":\"sts:*\""
                : "\"Action\":\"*\",\"Resource\":\"*\"";
        return "{\"Effect\":\"" + effect + "\"," + principal + action + "}";
    }

    private static final List<PolicyKind> KINDS = List.of(
            PolicyKind.IDENTITY,
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION,
            PolicyKind.KEY_POLICY,
            PolicyKind.TRUST,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.RESOURCE_CONTROL);

    @Test
    void addingAnAllowNeverTakesAccessAway() throws PolicyException {
        everywhere(1, scenario -> {
            for (var kind : KINDS) {
                var more = changed(scenario, kind, adding(statement(kind, "Allow")));
                assertTrue(!isAllowed(scenario) || isAllowed(more), more::toString);
            }
        });
    }

    @Test
    void addingADenyNeverGivesAccess() throws PolicyException {
        everywhere(2, scenario -> {
            for (var kind : KINDS) {
                var more = changed(scenario, kind, adding(statement(kind, "Deny")));
                assertTrue(isAllowed(scenario) || !isAllowed(more), more::toString);
            }
        });
    }

    @Test
    void denyingEverythingInAnyLayerDenies() throws PolicyException {
        everywhere(3, scenario -> {
            for (var kind : scenario.layers().levels().keySet()) {
                var more = changed(scenario, kind, adding(statement(kind, "Deny")));
                assertEquals("deny", outcome(more), more::toString);
            }
        });
    }

    @Test
    void theOrderOfStatementsDoesNotMatter() throws PolicyException {
        everywhere(4, scenario -> {
            for (var kind : KINDS) {
                var turned = changed(scenario, kind, statements -> {
                    var others = new ArrayList<>(statements);
                    Collections.shuffle(others, new Random(statements.hashCode()));
                    return others;
                });
                assertEquals(outcome(scenario), outcome(turned), turned::toString);
            }
        });
    }

    @Test
    void statingAThingTwiceChangesNothing() throws PolicyException {
        everywhere(5, scenario -> {
            for (var kind : KINDS) {
                var twice = changed(scenario, kind, statements -> {
                    var both = new ArrayList<>(statements);
                    both.addAll(statements);
                    return both;
                });
                assertEquals(scenario.askEngine(), twice.askEngine(), twice::toString);
            }
        });
    }

    @Test
    void aCeilingThatAllowsEverythingIsNoCeiling() throws PolicyException {
        everywhere(6, scenario -> {
            for (var kind : List.of(
                    PolicyKind.SERVICE_CONTROL,
                    PolicyKind.RESOURCE_CONTROL,
                    PolicyKind.VPC_ENDPOINT)) {
                if (!scenario.layers().of(kind).isEmpty()) {
                    continue;
                }
                Map<PolicyKind, List<List<Scenario.Document>>> levels =
                        new EnumMap<>(PolicyKind.class);
                levels.putAll(scenario.layers().levels());
                levels.put(
                        kind,
                        List.of(List.of(new Scenario.Document(
                                "all", "2012-10-17", List.of(statement(kind, "Allow"))))));
                var under = new Scenario(
                        scenario.question(),
                        new Scenario.Layers(levels, scenario.layers().grants()));
                assertEquals(scenario.askEngine(), under.askEngine(), under::toString);
            }
        });
    }

    @Test
    void aGrantNeverTakesAccessAway() throws PolicyException {
        everywhere(7, scenario -> {
            var grants = new ArrayList<>(scenario.layers().grants());
            grants.add(new Scenario.GrantText(
                    "more", scenario.question().caller().arn(), Set.of("Decrypt"), "", Map.of()));
            var more = new Scenario(
                    scenario.question(), new Scenario.Layers(scenario.layers().levels(), grants));
            assertTrue(!isAllowed(scenario) || isAllowed(more), more::toString);
        });
    }

    @Test
    void nothingIsAllowedOnAKeyWithoutKeyPolicyAndGrants() throws PolicyException {
        everywhere(8, scenario -> {
            if (scenario.question().rule().equals("key")) {
                var levels = new HashMap<>(scenario.layers().levels());
                levels.remove(PolicyKind.KEY_POLICY);
                var bare =
                        new Scenario(scenario.question(), new Scenario.Layers(levels, List.of()));
                assertTrue(!isAllowed(bare), bare::toString);
            }
        });
    }

    @Test
    void keysThatNoPolicyMentionsDoNotMatter() throws PolicyException {
        everywhere(9, scenario -> {
            var question = scenario.question();
            var context = new HashMap<>(question.context());
            context.put("aws:unmentioned", "x");
            var more = new Scenario(
                    new Scenario.Question(
                            question.rule(),
                            question.caller(),
                            question.action(),
                            question.resource(),
                            question.owner(),
                            question.ownAccountOnly(),
                            context,
                            question.encryptionContext()),
                    scenario.layers());
            assertEquals(scenario.askEngine(), more.askEngine());
        });
    }

    @Test
    void notActionIsTheComplementOfAction() throws PolicyException {
        var scenarios = new Scenarios(10);
        for (var round = 0; round < ROUNDS; round++) {
            var question = scenarios.next().question();
            var pattern = List.of("kms:*", "*", "KMS:de*t", "iam:Get?ser").get(round % 4);
            var isIt = allowedBy(question, "Action", pattern);
            assertTrue(isIt != allowedBy(question, "NotAction", pattern), pattern);
        }
    }

    private static boolean allowedBy(Scenario.Question question, String element, String pattern)
            throws PolicyException {
        var statement =
                "{\"Effect\":\"Deny\",\"" + element + "\":\"" + pattern + "\",\"Resource\":\"*\"}";
        var levels = Map.of(
                PolicyKind.IDENTITY,
                List.of(List.of(new Scenario.Document("p", "2012-10-17", List.of(statement)))));
        return outcome(new Scenario(question, new Scenario.Layers(levels, List.of())))
                .equals("deny");
    }

    /** The caller of another account learns nothing that it would not of a key that does not exist. */
    @Test
    void aForeignKeyIsRefusedAsOneThatDoesNotExist() throws PolicyException {
        everywhere(11, scenario -> {
            var question = scenario.question();
            var foreign = question.rule().equals("key")
                    && !(question.caller() instanceof Principal.Service)
                    && !question.caller().account().equals(question.owner())
                    && scenario.layers().grants().isEmpty();
            if (!foreign || isAllowed(scenario)) {
                return;
            }
            var levels = new HashMap<>(scenario.layers().levels());
            levels.remove(PolicyKind.KEY_POLICY);
            levels.remove(PolicyKind.RESOURCE_CONTROL);
            var unknown = new Scenario(question, new Scenario.Layers(levels, List.of()));
            assertEquals(told(unknown), told(scenario), scenario::toString);
        });
    }

    private static String told(Scenario scenario) throws PolicyException {
        return scenario.askEngine().replaceFirst(".*, told", "");
    }
}
