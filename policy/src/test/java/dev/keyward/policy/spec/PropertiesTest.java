package dev.keyward.policy.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must be true of every scenario, whatever the rules say in detail. */
final class PropertiesTest {

    private static final List<PolicyKind> CEILINGS = List.of(
            PolicyKind.PERMISSIONS_BOUNDARY,
            PolicyKind.SESSION,
            PolicyKind.VPC_ENDPOINT,
            PolicyKind.SERVICE_CONTROL,
            PolicyKind.RESOURCE_CONTROL);

    private static String random(Statements others, PolicyKind kind, String effect) {
        var statement =
                RawJson.object(others.document(kind, "more").statements().getLast());
        return RawJson.write(Changes.with(statement, "Effect", effect));
    }

    @Test
    void addingAnAllowNeverTakesAccessAway() {
        Law.everywhere(1, (scenario, others) -> {
            for (var kind : Changes.KINDS) {
                // A resource control policy may allow nothing less than everything.
                var allow = kind == PolicyKind.RESOURCE_CONTROL
                        ? Changes.everything(kind, "Allow")
                        : random(others, kind, "Allow");
                for (var statement : List.of(allow, Changes.everything(kind, "Allow"))) {
                    var more = Changes.inDocuments(scenario, kind, Changes.adding(statement));
                    assertTrue(!Law.isAllowed(scenario) || Law.isAllowed(more), more::toString);
                    assertTrue(
                            !Law.shape(more).startsWith("deny")
                                    || Law.shape(scenario).startsWith("deny"),
                            more::toString);
                }
            }
        });
    }

    @Test
    void addingADenyNeverGivesAccess() {
        Law.everywhere(2, (scenario, others) -> {
            for (var kind : Changes.KINDS) {
                var deny = random(others, kind, "Deny");
                var more = Changes.inDocuments(scenario, kind, Changes.adding(deny));
                assertTrue(Law.isAllowed(scenario) || !Law.isAllowed(more), more::toString);
            }
        });
    }

    /** The end of a grant hears neither key policy nor resource control policies. */
    @Test
    void denyingEverythingInAnyLayerDenies() {
        Law.everywhere(3, (scenario, _) -> {
            for (var kind : scenario.layers().levels().keySet()) {
                var unheard = scenario.question().rule().equals("retire")
                        && Set.of(PolicyKind.KEY_POLICY, PolicyKind.RESOURCE_CONTROL)
                                .contains(kind);
                var all = Changes.everything(kind, "Deny");
                var more = Changes.inDocuments(scenario, kind, Changes.adding(all));
                if (unheard) {
                    assertEquals(scenario.askEngine(), more.askEngine(), more::toString);
                } else {
                    assertTrue(Law.shape(more).startsWith("deny"), more::toString);
                }
            }
        });
    }

    @Test
    void noOrderMatters() {
        Law.everywhere(4, (scenario, _) -> {
            var turned = Changes.inStatements(
                    scenario,
                    statement ->
                            RawJson.write(Changes.shuffled((Object) RawJson.object(statement))));
            for (var kind : Changes.KINDS) {
                turned = Changes.inDocuments(turned, kind, Changes::shuffled);
                turned = Changes.inLevels(turned, kind, Changes::shuffled);
                turned = Changes.withLevels(
                        turned, kind, Changes.shuffled(turned.layers().of(kind)));
            }
            if (!scenario.question().rule().equals("retire")) {
                turned = Changes.withGrants(
                        turned, Changes.shuffled(turned.layers().grants()));
            }
            assertEquals(Law.shape(scenario), Law.shape(turned), turned::toString);
        });
    }

    @Test
    void statingAThingTwiceChangesNothing() {
        Law.everywhere(5, (scenario, _) -> {
            for (var kind : Changes.KINDS) {
                var twice = Changes.inDocuments(scenario, kind, statements -> {
                    var both = new ArrayList<>(statements);
                    statements.forEach(statement -> both.add(unnamed(statement)));
                    return both;
                });
                assertEquals(scenario.askEngine(), twice.askEngine(), twice::toString);
            }
        });
    }

    /** Without its Sid, which may not stand twice. */
    private static String unnamed(String statement) {
        var elements = RawJson.object(statement);
        elements.remove("Sid");
        return RawJson.write(elements);
    }

    @Test
    void splittingAStatementChangesNothing() {
        Law.everywhere(6, (scenario, _) -> {
            for (var kind : Changes.KINDS) {
                var split = Changes.inDocuments(
                        scenario,
                        kind,
                        statements -> statements.stream()
                                .flatMap(statement -> Changes.split(statement).stream())
                                .toList());
                assertEquals(Law.shape(scenario), Law.shape(split), split::toString);
            }
        });
    }

    @Test
    void splittingADocumentChangesNothing() {
        for (var kind : List.of(
                PolicyKind.IDENTITY,
                PolicyKind.PERMISSIONS_BOUNDARY,
                PolicyKind.SESSION,
                PolicyKind.SERVICE_CONTROL,
                PolicyKind.RESOURCE_CONTROL)) {
            Law.everywhere(7, (scenario, _) -> {
                var split = Changes.inLevels(
                        scenario,
                        kind,
                        documents -> documents.stream()
                                .flatMap(document -> document.statements().stream()
                                        .map(one -> new Scenario.Document(
                                                document.name(), document.version(), List.of(one))))
                                .toList());
                assertEquals(Law.shape(scenario), Law.shape(split), split::toString);
            });
        }
    }

    @Test
    void aCeilingNeverGivesAccessAndIsNoneIfItAllowsEverything() {
        Law.everywhere(8, (scenario, others) -> {
            for (var kind : CEILINGS) {
                var ceiling = others.document(kind, "more");
                var levels = new ArrayList<>(scenario.layers().of(kind));
                if (levels.isEmpty()
                        || kind == PolicyKind.SERVICE_CONTROL
                        || kind == PolicyKind.RESOURCE_CONTROL) {
                    levels.add(List.of(ceiling));
                    var under = Changes.withLevels(scenario, kind, levels);
                    assertTrue(
                            Law.isAllowed(scenario)
                                    || !Law.isAllowed(under)
                                    || opens(scenario, kind),
                            under::toString);
                }
                if (scenario.layers().of(kind).isEmpty() && isPlain(scenario, kind)) {
                    var open = Changes.withLevels(
                            scenario, kind, Changes.layer(Changes.everything(kind, "Allow")));
                    assertEquals(scenario.askEngine(), open.askEngine(), open::toString);
                }
            }
        });
    }

    /** A federated user's session is nothing without session policies, which thus do open it. */
    private static boolean opens(Scenario scenario, PolicyKind kind) {
        return kind == PolicyKind.SESSION
                && scenario.question().caller().principal() instanceof Principal.FederatedUser;
    }

    /** A boundary also makes NotPrincipal deny whoever has one, whatever the boundary allows. */
    private static boolean isPlain(Scenario scenario, PolicyKind kind) {
        return !opens(scenario, kind)
                && (kind != PolicyKind.PERMISSIONS_BOUNDARY
                        || !scenario.layers().toString().contains("NotPrincipal"));
    }

    @Test
    void aGrantNeverTakesAccessAwayAndNeverBeatsADeny() {
        Law.everywhere(9, (scenario, _) -> {
            var grants = new ArrayList<>(scenario.layers().grants());
            grants.add(new Scenario.GrantText(
                    "more",
                    scenario.question().caller().principal().arn(),
                    Set.of("Decrypt", "DescribeKey", "CreateGrant", "ReEncryptFrom"),
                    "",
                    Map.of(),
                    "",
                    "",
                    Vocabulary.A));
            var more = Changes.withGrants(scenario, grants);
            assertTrue(!Law.isAllowed(scenario) || Law.isAllowed(more), more::toString);
            assertTrue(
                    !Law.shape(scenario).startsWith("deny")
                            || Law.shape(more).equals(Law.shape(scenario)),
                    more::toString);
        });
    }

    @Test
    void aGrantForExactlyAContextIsOneForAtLeastIt() {
        Law.everywhere(10, (scenario, _) -> {
            var wider = Changes.withGrants(
                    scenario,
                    scenario.layers().grants().stream()
                            .map(grant -> constrained(grant, "subset"))
                            .toList());
            var narrower = Changes.withGrants(
                    scenario,
                    scenario.layers().grants().stream()
                            .map(grant -> constrained(grant, "equals"))
                            .toList());
            assertTrue(!Law.isAllowed(narrower) || Law.isAllowed(wider), scenario::toString);
        });
    }

    private static Scenario.GrantText constrained(Scenario.GrantText grant, String constraint) {
        return new Scenario.GrantText(
                grant.id(),
                grant.grantee(),
                grant.operations(),
                constraint,
                grant.pairs(),
                grant.source(),
                grant.retiring(),
                grant.issuer());
    }

    @Test
    void nothingIsAllowedOnAKeyWithoutKeyPolicyAndGrants() {
        Law.everywhere(11, (scenario, _) -> {
            if (scenario.question().rule().equals("key")) {
                var bare = Changes.withGrants(
                        Changes.without(scenario, PolicyKind.KEY_POLICY), List.of());
                assertFalse(Law.isAllowed(bare), bare::toString);
            }
        });
    }

    @Test
    void whatAnotherAccountHasNeedsBothAccounts() {
        Law.everywhere(12, (scenario, _) -> {
            var question = scenario.question();
            if (question.isForeign()
                    && !question.rule().equals("retire")
                    && !(question.caller().principal() instanceof Principal.Root)) {
                var bare = Changes.withGrants(scenario, List.of());
                var alone = Changes.without(bare, PolicyKind.IDENTITY);
                assertFalse(Law.isAllowed(alone), alone::toString);
                var unasked = Changes.without(
                        Changes.without(bare, PolicyKind.KEY_POLICY), PolicyKind.TRUST);
                assertFalse(Law.isAllowed(unasked), unasked::toString);
            }
        });
    }

    @Test
    void keysThatNoPolicyMentionsDoNotMatter() {
        Law.everywhere(13, (scenario, _) -> {
            Map<String, Object> context = new HashMap<>(scenario.question().context());
            context.put("aws:unmentioned", "x");
            var more = Changes.asking(scenario, scenario.question().withContext(context));
            assertEquals(scenario.askEngine(), more.askEngine());
        });
    }

    /** The caller of another account learns nothing that it would not of a key that does not exist. */
    @Test
    void aForeignKeyIsRefusedAsOneThatDoesNotExist() {
        Law.everywhere(16, (scenario, _) -> {
            var question = scenario.question();
            if (!question.rule().equals("key")
                    || !question.isForeign()
                    || Law.isAllowed(scenario)) {
                return;
            }
            var bare = Changes.withGrants(scenario, List.of());
            var unknown = Changes.without(
                    Changes.without(bare, PolicyKind.KEY_POLICY), PolicyKind.RESOURCE_CONTROL);
            assertEquals(text(unknown), text(bare), scenario::toString);
        });
    }

    private static String text(Scenario scenario) {
        return scenario.askEngine().replaceFirst(".*\n", "");
    }
}
