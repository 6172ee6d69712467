package dev.keyward.policy.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrincipalSetTest {

    private static final AccountId A = new AccountId("111111111111");
    private static final Principal USER =
            new Principal.User(A, "arn:aws:iam::111111111111:user/u", "AIDAU");
    private static final Principal SESSION = new Principal.AssumedRole(
            A,
            "arn:aws:sts::111111111111:assumed-role/r/s",
            "arn:aws:iam::111111111111:role/p/r",
            "AROAR",
            "s");
    private static final Principal FEDERATED = new Principal.FederatedUser(
            A,
            "arn:aws:sts::111111111111:federated-user/f",
            "arn:aws:iam::111111111111:user/u",
            "AIDAU");
    private static final Principal WEB = new Principal.Federated(A, "accounts.google.com");
    private static final Principal SERVICE = new Principal.Service(A, "s3.amazonaws.com");
    private static final Principal ROOT = new Principal.Root(A);

    private static PrincipalMatch match(String name, Principal caller) {
        return PrincipalSet.builder().aws(name).build().match(caller);
    }

    @Test
    void readsAccountsAsDigitsAndAsRoot() {
        assertEquals(Optional.of(A), PrincipalSet.accountOf("111111111111"));
        assertEquals(Optional.of(A), PrincipalSet.accountOf("arn:aws:iam::111111111111:root"));
        assertEquals(Optional.of(A), PrincipalSet.accountOf("arn:aws-cn:iam::111111111111:root"));
        for (var other : List.of(
                "11111111111",
                "arn:aws:iam::11111111111:root",
                "arn:aws:iam:eu-west-1:111111111111:root",
                "arn:aws:sts::111111111111:root",
                "arn:aws:iam::111111111111:root/x",
                "arn:aws:iam::111111111111:a:root",
                "iam::111111111111:root",
                "arn:aws:iam::111111111111:user/root")) {
            assertEquals(Optional.empty(), PrincipalSet.accountOf(other), other);
        }
    }

    @Test
    void findsTheCallerByEachOfItsNames() {
        assertEquals(PrincipalMatch.ITSELF, match("arn:aws:iam::111111111111:user/u", USER));
        assertEquals(PrincipalMatch.ITSELF, match("AIDAU", USER));
        assertEquals(
                PrincipalMatch.ITSELF,
                match("arn:aws:sts::111111111111:assumed-role/r/s", SESSION));
        assertEquals(PrincipalMatch.ROLE, match("arn:aws:iam::111111111111:role/p/r", SESSION));
        assertEquals(PrincipalMatch.ROLE, match("AROAR", SESSION));
        assertEquals(PrincipalMatch.NONE, match("arn:aws:iam::111111111111:role/r", SESSION));
        assertEquals(
                PrincipalMatch.ITSELF,
                match("arn:aws:sts::111111111111:federated-user/f", FEDERATED));
        assertEquals(
                PrincipalMatch.SESSION_MAKER, match("arn:aws:iam::111111111111:user/u", FEDERATED));
        assertEquals(PrincipalMatch.SESSION_MAKER, match("AIDAU", FEDERATED));
    }

    @Test
    void findsEveryPrincipalOfAnAccountAndNoService() {
        for (var caller : List.of(USER, SESSION, FEDERATED, ROOT)) {
            assertEquals(PrincipalMatch.ACCOUNT, match("111111111111", caller));
            assertEquals(PrincipalMatch.NONE, match("222222222222", caller));
            assertEquals(PrincipalMatch.ANYONE, match("*", caller));
        }
        for (var caller : List.of(WEB, SERVICE)) {
            assertEquals(PrincipalMatch.NONE, match("111111111111", caller));
            assertEquals(PrincipalMatch.ANYONE, match("*", caller));
        }
    }

    @Test
    void tellsServicesAndProvidersFromEachOther() {
        var set = PrincipalSet.builder()
                .service("s3.amazonaws.com")
                .provider("accounts.google.com")
                .build();
        assertEquals(PrincipalMatch.ITSELF, set.match(SERVICE));
        assertEquals(PrincipalMatch.ITSELF, set.match(WEB));
        assertEquals(PrincipalMatch.NONE, set.match(USER));
        var mixed = PrincipalSet.builder()
                .provider("s3.amazonaws.com")
                .service("accounts.google.com")
                .build();
        assertEquals(PrincipalMatch.NONE, mixed.match(SERVICE));
        assertEquals(PrincipalMatch.NONE, mixed.match(WEB));
    }

    @Test
    void takesTheStrongestOfSeveral() {
        var set = PrincipalSet.builder().aws("111111111111").aws("AROAR").anyone();
        assertEquals(PrincipalMatch.ANYONE, set.build().match(SESSION));
        set.aws("arn:aws:sts::111111111111:assumed-role/r/s");
        assertEquals(PrincipalMatch.ITSELF, set.build().match(SESSION));
        var without = PrincipalSet.builder().aws("111111111111").aws("AROAR").build();
        assertEquals(PrincipalMatch.ROLE, without.match(SESSION));
        assertEquals(PrincipalMatch.NONE, PrincipalSet.builder().build().match(ROOT));
    }
}
