package dev.keyward.policy.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.AuthorizationRequest;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.Principal;
import dev.keyward.policy.match.PrincipalMatch;
import dev.keyward.policy.match.RequestContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What simulations take although no service would store it. */
final class TolerantDocumentTest {

    private static final AccountId ACCOUNT = new AccountId("111122223333");

    private static final RequestContext ALICE = RequestContext.of(new AuthorizationRequest(
            new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/alice", ""),
            "sts:AssumeRole",
            "arn:aws:iam::111122223333:role/r",
            ACCOUNT,
            ContextKeys.empty()));

    @Test
    void passesOverAPrincipalWhereNoneCanBe() throws PolicyException {
        assertEquals(
                PrincipalMatch.ATTACHED,
                match(
                        "\"Principal\":{\"AWS\":\"444455556666\"},\"Resource\":\"*\"",
                        PolicyKind.IDENTITY,
                        ProblemReason.PRINCIPAL_FORBIDDEN));
    }

    @Test
    void passesOverAResourceInATrustPolicy() throws PolicyException {
        assertEquals(
                PrincipalMatch.ANYONE,
                match(
                        "\"Principal\":\"*\",\"Resource\":\"*\"",
                        PolicyKind.TRUST,
                        ProblemReason.RESOURCE_FORBIDDEN));
    }

    @Test
    void takesAnArnAloneForAPrincipal() throws PolicyException {
        assertEquals(
                PrincipalMatch.ITSELF,
                match(
                        "\"Principal\":\"arn:aws:iam::111122223333:user/alice\",\"Resource\":\"*\"",
                        PolicyKind.KEY_POLICY,
                        ProblemReason.UNTYPED_PRINCIPAL));
        assertThrows(
                PolicyException.class,
                () -> tolerant(
                        "\"Principal\":\"alice\",\"Resource\":\"*\"", PolicyKind.KEY_POLICY));
    }

    @Test
    void fitsNobodyWhereAResourcePolicyNamesNobody() throws PolicyException {
        assertEquals(
                PrincipalMatch.NONE,
                match(
                        "\"Resource\":\"*\"",
                        PolicyKind.KEY_POLICY,
                        ProblemReason.MISSING_PRINCIPAL));
        assertEquals(
                PrincipalMatch.NONE,
                match("\"Sid\":\"a\"", PolicyKind.TRUST, ProblemReason.MISSING_PRINCIPAL));
    }

    @Test
    void fitsEverybodyWhereACeilingNamesNobody() throws PolicyException {
        assertEquals(
                PrincipalMatch.ATTACHED,
                match(
                        "\"Resource\":\"*\"",
                        PolicyKind.VPC_ENDPOINT,
                        ProblemReason.MISSING_PRINCIPAL));
    }

    @Test
    void refusesWhatIsNotClear() {
        assertThrows(
                PolicyException.class,
                () -> tolerant("\"Resource\":\"*\",\"Recource\":\"*\"", PolicyKind.IDENTITY));
        assertThrows(PolicyException.class, () -> tolerant("\"Sid\":\"a\"", PolicyKind.IDENTITY));
    }

    private static PrincipalMatch match(String elements, PolicyKind kind, ProblemReason warning)
            throws PolicyException {
        assertThrows(
                PolicyException.class,
                () -> PolicyDocument.parse(document(elements), kind),
                "a service would store it");
        var document = tolerant(elements, kind);
        assertEquals(
                List.of(warning),
                document.warnings().stream().map(PolicyProblem::reason).toList());
        return document.statements().getFirst().match(ALICE);
    }

    private static PolicyDocument tolerant(String elements, PolicyKind kind)
            throws PolicyException {
        return PolicyDocument.parseTolerantly(document(elements), kind);
    }

    private static String document(String elements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"sts:AssumeRole\"," + elements + "}}";
    }
}
