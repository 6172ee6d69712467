package dev.keyward.server.authorize;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SessionReachTest {

    private static final AccountId ACCOUNT = new AccountId("123456789012");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Principal USER =
            new Principal.User(ACCOUNT, "arn:aws:iam::123456789012:user/alice", "AIDA1");
    private static final Principal GUEST = new Principal.FederatedUser(
            ACCOUNT, "arn:aws:sts::123456789012:federated-user/guest", USER.arn(), "AIDA1");
    private static final Principal ROLE = new Principal.AssumedRole(
            ACCOUNT,
            "arn:aws:sts::123456789012:assumed-role/ops/s1",
            "arn:aws:iam::123456789012:role/ops",
            "AROA1",
            "s1");

    private static final Set<String> OPERATIONS = Set.of(
            "AssumeRole",
            "DecodeAuthorizationMessage",
            "GetAccessKeyInfo",
            "GetCallerIdentity",
            "GetFederationToken",
            "GetSessionToken");

    private static Caller with(Principal principal, SignIn signIn) {
        var session = new Session(
                NOW,
                NOW.plusSeconds(900),
                SessionPolicies.NONE,
                SessionTags.NONE,
                Optional.empty(),
                signIn);
        return new Caller(principal, "ASIA1", Optional.of(session));
    }

    private static Caller withKey(Principal principal) {
        return new Caller(principal, "AKIA1", Optional.empty());
    }

    private static void assertMayCall(Set<String> allowed, Caller caller) {
        for (var operation : new TreeSet<>(OPERATIONS)) {
            if (allowed.contains(operation)) {
                SessionReach.require(caller, "sts:" + operation);
            } else {
                assertRefused(
                        "AccessDenied",
                        "Cannot call " + operation + " with session credentials",
                        () -> SessionReach.require(caller, "sts:" + operation));
            }
        }
        SessionReach.require(caller, "kms:Decrypt");
    }

    @Test
    void longTermKeysReachEverything() {
        assertMayCall(OPERATIONS, withKey(USER));
        assertMayCall(OPERATIONS, withKey(new Principal.Root(ACCOUNT)));
        assertTrue(SessionReach.includesIam(withKey(USER)));
    }

    @Test
    void credentialsOfGetSessionTokenReachTwoOperationsOfSts() {
        var allowed = Set.of("AssumeRole", "GetCallerIdentity");
        assertMayCall(allowed, with(USER, SignIn.NONE));
        assertMayCall(allowed, with(new Principal.Root(ACCOUNT), SignIn.NONE));
        assertMayCall(allowed, with(USER, SignIn.withMultiFactor(NOW)));
    }

    @Test
    void credentialsOfGetSessionTokenReachIamOnlyWithMfa() {
        assertFalse(SessionReach.includesIam(with(USER, SignIn.NONE)));
        assertFalse(SessionReach.includesIam(with(new Principal.Root(ACCOUNT), SignIn.NONE)));
        assertTrue(SessionReach.includesIam(with(USER, SignIn.withMultiFactor(NOW))));
    }

    @Test
    void credentialsOfGetFederationTokenReachOnlyWhoTheyAre() {
        assertMayCall(Set.of("GetCallerIdentity"), with(GUEST, SignIn.NONE));
        assertFalse(SessionReach.includesIam(with(GUEST, SignIn.NONE)));
        assertFalse(SessionReach.includesIam(with(GUEST, SignIn.withMultiFactor(NOW))));
    }

    @Test
    void credentialsOfRolesReachAllButWhatIsForLongTermKeys() {
        var allowed = new TreeSet<>(OPERATIONS);
        allowed.remove("GetFederationToken");
        allowed.remove("GetSessionToken");
        assertMayCall(allowed, with(ROLE, SignIn.NONE));
        assertTrue(SessionReach.includesIam(with(ROLE, SignIn.NONE)));
    }
}
