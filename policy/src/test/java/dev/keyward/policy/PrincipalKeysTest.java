package dev.keyward.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PrincipalKeysTest {

    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final Principal USER =
            new Principal.User(ACCOUNT, "arn:aws:iam::111122223333:user/team/alice", "AIDA1");
    private static final Principal SESSION = new Principal.AssumedRole(
            ACCOUNT,
            "arn:aws:sts::111122223333:assumed-role/ops/work",
            "arn:aws:iam::111122223333:role/team/ops",
            "AROA1",
            "work");
    private static final Principal SERVICE = new Principal.Service(ACCOUNT, "s3.amazonaws.com");
    private static final Principal VOUCHED_FOR =
            new Principal.Federated(ACCOUNT, "accounts.example.com");

    private static Optional<String> value(Principal principal, String key) {
        return PrincipalKeys.of(principal).build().find(key).map(found -> switch (found) {
            case ContextKeys.Single(var value) -> value;
            case ContextKeys.Multiple(var values) -> values.toString();
        });
    }

    @Test
    void nameAUserWithoutItsPath() {
        assertEquals(Optional.of("alice"), value(USER, "aws:username"));
        assertEquals(Optional.of(USER.arn()), value(USER, "aws:PrincipalArn"));
        assertEquals(Optional.of("User"), value(USER, "aws:PrincipalType"));
    }

    @Test
    void giveASessionTheArnOfItsRoleAndNoUserName() {
        assertEquals(
                Optional.of("arn:aws:iam::111122223333:role/team/ops"),
                value(SESSION, "aws:PrincipalArn"));
        assertEquals(Optional.of("AssumedRole"), value(SESSION, "aws:PrincipalType"));
        assertEquals(Optional.empty(), value(SESSION, "aws:username"));
    }

    @Test
    void tellServicesFromPrincipalsOfAccounts() {
        assertEquals(Optional.of("true"), value(SERVICE, "aws:PrincipalIsAWSService"));
        assertEquals(Optional.of("s3.amazonaws.com"), value(SERVICE, "aws:PrincipalServiceName"));
        assertEquals(
                Optional.of(new ContextKeys.Multiple(List.of("s3.amazonaws.com"))),
                PrincipalKeys.of(SERVICE).build().find("aws:PrincipalServiceNamesList"));
        assertEquals(Optional.of("false"), value(USER, "aws:PrincipalIsAWSService"));
        assertEquals(Optional.empty(), value(USER, "aws:PrincipalServiceName"));
    }

    @Test
    void giveNoArnToWhomHasNone() {
        assertEquals(Optional.empty(), value(SERVICE, "aws:PrincipalArn"));
        assertEquals(Optional.empty(), value(VOUCHED_FOR, "aws:PrincipalArn"));
        assertEquals(
                Optional.of("arn:aws:iam::111122223333:root"),
                value(new Principal.Root(ACCOUNT), "aws:PrincipalArn"));
    }
}
