package dev.keyward.policy.explain;

import static dev.keyward.policy.explain.TestingQuestions.KEY;
import static dev.keyward.policy.explain.TestingQuestions.MAY;
import static dev.keyward.policy.explain.TestingQuestions.OTHER;
import static dev.keyward.policy.explain.TestingQuestions.ROOT_ALLOWS;
import static dev.keyward.policy.explain.TestingQuestions.USER;
import static dev.keyward.policy.explain.TestingQuestions.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.decide.Decision;
import dev.keyward.policy.match.ConditionTrial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ExplanationTest {

    private static final String SESSION =
            "case a session\ncaller session 111111111111/r/s\nresource " + KEY + "\n";

    private static final String ROOT =
            "case root\ncaller root 111111111111\nresource " + KEY + "\n";

    private static final String TO_USER =
            "key key\n  allow kms:* on * to arn:aws:iam::111111111111:user/u\n";

    private static Explanation explain(String... parts) {
        return Explanation.of(question(parts));
    }

    private static Word word(PolicyKind kind, String... parts) {
        return layer(kind, parts).word();
    }

    private static Bearing bearing(PolicyKind kind, String... parts) {
        return layer(kind, parts).bearing();
    }

    private static ExplainedLayer layer(PolicyKind kind, String... parts) {
        return explain(parts).layers().stream()
                .filter(layer -> layer.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLayerWithoutPoliciesIsNotPresent() {
        assertEquals(Word.NOT_PRESENT, word(PolicyKind.SESSION, USER, ROOT_ALLOWS));
        assertEquals(Bearing.NONE, bearing(PolicyKind.SESSION, USER, ROOT_ALLOWS));
        assertEquals(Bearing.NONE, bearing(PolicyKind.SERVICE_CONTROL, USER, ROOT_ALLOWS));
        assertEquals(Bearing.NONE, bearing(PolicyKind.GRANT, USER, ROOT_ALLOWS));
    }

    @Test
    void aLayerOfWhichNothingAppliesHasNoMatch() {
        assertEquals(
                Word.NO_MATCH, word(PolicyKind.IDENTITY, USER, "identity p\n  allow s3:* on *\n"));
        assertEquals(
                Word.NO_MATCH,
                word(PolicyKind.KEY_POLICY, USER, "key key\n  allow kms:* on * to 222222222222\n"));
    }

    @Test
    void aStatementThatAppliesAllowsOrDenies() {
        assertEquals(Word.ALLOW, word(PolicyKind.IDENTITY, USER, MAY));
        assertEquals(
                Word.DENY,
                word(
                        PolicyKind.IDENTITY,
                        USER,
                        "identity p\n  allow kms:* on *\n  deny kms:Decrypt on *\n"));
    }

    @Test
    void aResourcesPolicyLeavesTheChoiceToTheAccountOrNamesTheCaller() {
        assertEquals(Word.DELEGATES, word(PolicyKind.KEY_POLICY, USER, ROOT_ALLOWS));
        assertEquals(Word.DIRECT, word(PolicyKind.KEY_POLICY, USER, TO_USER));
        assertEquals(
                Word.DIRECT,
                word(
                        PolicyKind.KEY_POLICY,
                        SESSION,
                        "key key\n  allow kms:* on * to arn:aws:iam::111111111111:role/r\n"));
        assertEquals(
                Word.DIRECT,
                word(PolicyKind.KEY_POLICY, USER, "key key\n  allow kms:* on * to *\n"));
    }

    @Test
    void aKeysPolicyGuardsItAndGrantsStandIn() {
        var grant = "grant g\n  to arn:aws:iam::111111111111:user/u\n  for Decrypt\n";
        assertEquals(Bearing.GUARDS, bearing(PolicyKind.KEY_POLICY, USER, ROOT_ALLOWS));
        assertEquals(Bearing.STANDS_IN, bearing(PolicyKind.GRANT, USER, ROOT_ALLOWS, grant));
        assertEquals(Word.ALLOW, word(PolicyKind.GRANT, USER, ROOT_ALLOWS, grant));
        assertTrue(explain(USER, ROOT_ALLOWS, grant).decision().isAllowed());
    }

    @Test
    void identityPoliciesGiveUnlessTheCallerIsNamedOrRoot() {
        assertEquals(Bearing.GIVES, bearing(PolicyKind.IDENTITY, USER, ROOT_ALLOWS, MAY));
        assertEquals(Bearing.NOT_NEEDED, bearing(PolicyKind.IDENTITY, USER, TO_USER));
        assertEquals(Bearing.ROOT, bearing(PolicyKind.IDENTITY, ROOT, ROOT_ALLOWS));
    }

    @Test
    void aBoundaryCapsUnlessTheCallerIsNamedInPerson() {
        var boundary = "boundary b\n  allow s3:* on *\n";
        assertEquals(
                Bearing.CAP,
                bearing(PolicyKind.PERMISSIONS_BOUNDARY, USER, ROOT_ALLOWS, MAY, boundary));
        assertEquals(
                Bearing.SPARED, bearing(PolicyKind.PERMISSIONS_BOUNDARY, USER, TO_USER, boundary));
        assertEquals(
                missing(PolicyKind.PERMISSIONS_BOUNDARY),
                explain(USER, ROOT_ALLOWS, MAY, boundary).decision());
    }

    @Test
    void aFederatedUserIsCappedAlsoWithoutSessionPolicies() {
        var federated = "case f\ncaller federated-user 111111111111/f\nresource " + KEY + "\n";
        assertEquals(Bearing.CAP, bearing(PolicyKind.SESSION, federated, ROOT_ALLOWS, MAY));
        assertEquals(
                missing(PolicyKind.SESSION),
                explain(federated, ROOT_ALLOWS, MAY).decision());
    }

    @Test
    void organizationAndEndpointAreCeilings() {
        for (var ceiling : List.of("scp", "rcp", "endpoint")) {
            var policy = ceiling
                    + (ceiling.equals("scp")
                            ? " c\n  allow * on *\n"
                            : " c\n  allow * on * to *\n");
            assertEquals(
                    1,
                    explain(USER, ROOT_ALLOWS, MAY, policy).layers().stream()
                            .filter(layer -> layer.bearing() == Bearing.CEILING)
                            .count(),
                    ceiling);
        }
        assertEquals(
                missing(PolicyKind.SERVICE_CONTROL),
                explain(USER, ROOT_ALLOWS, MAY, "scp a\n  allow * on *\nscp b\n  allow s3:* on *\n")
                        .decision());
    }

    @Test
    void whatOtherAccountsCannotBeGivenIsOutOfReach() {
        assertEquals(
                Bearing.OUT_OF_REACH,
                bearing(PolicyKind.KEY_POLICY, OTHER, "own-account-only\n", ROOT_ALLOWS));
        assertEquals(
                Bearing.OUT_OF_REACH,
                bearing(PolicyKind.GRANT, OTHER, "own-account-only\n", ROOT_ALLOWS));
    }

    @Test
    void anUnknownKeyHasNoSideOfItsOwn() {
        assertEquals(Bearing.NOT_HEARD, bearing(PolicyKind.KEY_POLICY, OTHER, "rule unknown\n"));
        assertEquals(
                new Decision.ImplicitDeny(PolicyKind.KEY_POLICY, new Decision.Told.Hidden()),
                explain(OTHER, "rule unknown\n", MAY).decision());
    }

    @Test
    void anAccountsResourceIsAllowedByEitherPolicy() {
        var account = "rule account\n";
        assertEquals(Bearing.STANDS_IN, bearing(PolicyKind.KEY_POLICY, USER, account, TO_USER));
        assertEquals(Bearing.NONE, bearing(PolicyKind.KEY_POLICY, USER, account));
        assertEquals(Bearing.NOT_HEARD, bearing(PolicyKind.GRANT, USER, account));
        assertTrue(explain(USER, account, MAY).decision().isAllowed());
        assertEquals(missing(PolicyKind.IDENTITY), explain(USER, account).decision());
    }

    @Test
    void aTrustPolicyGuardsItsRole() {
        var trust = "rule trust\naction sts:AssumeRole\ntrust t\n  allow sts:* to 111111111111\n";
        assertEquals(Bearing.GUARDS, bearing(PolicyKind.TRUST, USER, trust));
        assertEquals(Word.DELEGATES, word(PolicyKind.TRUST, USER, trust));
        assertEquals(missing(PolicyKind.IDENTITY), explain(USER, trust).decision());
    }

    @Test
    void onlyTheGrantIsHeardWhereItIsRetired() {
        var retire = """
                rule retire
                action kms:RetireGrant
                grant g
                  to arn:aws:iam::111111111111:user/u
                  for Decrypt RetireGrant
                """;
        assertEquals(Bearing.NOT_HEARD, bearing(PolicyKind.KEY_POLICY, USER, retire, ROOT_ALLOWS));
        assertEquals(Word.ALLOW, word(PolicyKind.GRANT, USER, retire, ROOT_ALLOWS));
        assertTrue(explain(USER, retire, ROOT_ALLOWS).decision().isAllowed());
    }

    @Test
    void aConditionSaysWhatTheRequestHas() {
        var explanation = explain(
                USER,
                "context\n  aws:SourceVpc = vpc-2\n",
                ROOT_ALLOWS,
                "identity p\n  allow kms:* on * if StringEquals aws:SourceVpc = vpc-1\n");
        var condition = explanation.layers().stream()
                .filter(layer -> layer.kind() == PolicyKind.IDENTITY)
                .flatMap(layer -> layer.statements().stream())
                .findFirst()
                .orElseThrow()
                .conditions()
                .getFirst();
        assertFalse(condition.holds());
        assertEquals(ConditionTrial.Why.FITS_NONE, condition.trial().why());
        assertEquals(List.of(), explanation.missingKeys());
        assertTrue(
                ExplanationText.of(explanation)
                        .contains("no   StringEquals aws:SourceVpc vpc-1: the request has vpc-2,"
                                + " which fits none of the listed values\n"),
                ExplanationText.of(explanation));
    }

    @Test
    void eachSideShowsItsOwnLayersAndWhatItRefuses() {
        var explanation = explain(OTHER, ROOT_ALLOWS, MAY);
        var caller = explanation.of(Side.CALLER);
        assertEquals(Optional.empty(), caller.refusal());
        assertEquals(
                List.of(
                        PolicyKind.SERVICE_CONTROL,
                        PolicyKind.VPC_ENDPOINT,
                        PolicyKind.IDENTITY,
                        PolicyKind.PERMISSIONS_BOUNDARY,
                        PolicyKind.SESSION),
                caller.layers().stream().map(ExplainedLayer::kind).toList());
        var owner = explanation.of(Side.RESOURCE);
        assertEquals(Optional.of(missing(PolicyKind.KEY_POLICY)), owner.refusal());
        assertEquals(
                List.of(PolicyKind.RESOURCE_CONTROL, PolicyKind.KEY_POLICY, PolicyKind.GRANT),
                owner.layers().stream().map(ExplainedLayer::kind).toList());

        var request = explanation.question().request();
        var toCaller = ExplanationText.of(request, caller.refusal(), caller.layers());
        assertTrue(toCaller.startsWith("Not refused by the policies of this account;"), toCaller);
        assertFalse(toCaller.contains("resource-based policy"), toCaller);
        var toOwner = ExplanationText.of(request, owner.refusal(), owner.layers());
        assertTrue(toOwner.startsWith("Denied: no resource-based policy allows it.\n"), toOwner);
        assertFalse(toOwner.contains("identity-based policy"), toOwner);
    }

    @Test
    void whatATerminalObeysIsNotPrinted() {
        var explanation = explain(
                USER,
                "context\n  aws:v = a\u001b[2J\n",
                ROOT_ALLOWS,
                "identity p\n  allow kms:* on * if StringEquals aws:v = b\n");
        assertTrue(ExplanationText.of(explanation).contains("a\\u001b[2J"));
    }

    private static Decision missing(PolicyKind kind) {
        return new Decision.ImplicitDeny(kind, new Decision.Told.Missing(kind));
    }
}
