package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.random.SystemRandom;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.model.Role;
import dev.keyward.wire.Struct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the sessions that STS begins end, and whose tokens are none. */
final class SessionEndTest {

    private static final String INVALID = "The security token included in the request is invalid.";

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");
    private final Role ops = keyward.role("ops", """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "%s"}}]}""".formatted(alice.userId()));

    SessionEndTest() {
        keyward.allow(alice, allow());
        keyward.allow(ops, allow());
    }

    @AfterEach
    void close() {
        keyward.close();
    }

    private static String allow() {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": ["kms:*", "sts:*"], "Resource": "*"}]}""";
    }

    private static String denyIssuedBefore(String time) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Deny", "Action": "*", "Resource": "*",
                  "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}]}""".formatted(time);
    }

    private TestingClient client(String operation, Struct input) {
        return TestingClient.of(
                keyward.as(alice).sts(operation, input).struct("Credentials").orElseThrow());
    }

    private TestingClient roleSession() {
        return client(
                "AssumeRole",
                Struct.builder()
                        .put("RoleArn", ops.arn().toString())
                        .put("RoleSessionName", "s1")
                        .build());
    }

    private TestingClient userSession() {
        return client("GetSessionToken", Struct.empty());
    }

    private TestingClient federatedSession() {
        return client(
                "GetFederationToken",
                Struct.builder().put("Name", "guest").put("Policy", allow()).build());
    }

    private void use(TestingClient client) {
        keyward.as(client.callerOf("kms", keyward)).kms("ListKeys", Struct.empty());
    }

    private void assertInvalid(TestingClient client) {
        assertRefused("UnrecognizedClientException", INVALID, () -> use(client));
    }

    private void assertDenied(TestingClient client) {
        assertRefused(
                "AccessDeniedException",
                "User: " + client.callerOf("kms", keyward).principal().arn()
                        + " is not authorized to perform: kms:ListKeys on resource: * with an"
                        + " explicit deny in an identity-based policy",
                () -> use(client));
    }

    private void deleteRole() {
        keyward.store().write(transaction -> {
            transaction
                    .inlinePolicies()
                    .list(ops.id())
                    .forEach(policy -> transaction.inlinePolicies().delete(ops, policy.name()));
            transaction.roles().delete(ops);
            return ops;
        });
    }

    private void deleteUser() {
        var user = keyward.userOf(alice);
        keyward.store().write(transaction -> {
            transaction
                    .inlinePolicies()
                    .list(user.id())
                    .forEach(policy -> transaction.inlinePolicies().delete(user, policy.name()));
            transaction.users().delete(user);
            return user;
        });
    }

    @Test
    void aDenialByTokenIssueTimeEndsRoleSessionsAtOnceAndLetsNewOnesBegin() {
        var session = roleSession();
        use(session);
        keyward.clock().advance(Duration.ofMinutes(1));
        keyward.allow(ops, denyIssuedBefore("2026-11-24T12:01:00Z"));
        assertDenied(session);
        use(roleSession());
    }

    @Test
    void aDenialByTokenIssueTimeEndsTheSessionsOfAUserAndSparesItsKeys() {
        var session = userSession();
        var federated = federatedSession();
        use(session);
        use(federated);
        keyward.clock().advance(Duration.ofMinutes(1));
        keyward.allow(alice, denyIssuedBefore("2026-11-24T12:01:00Z"));
        assertDenied(session);
        assertDenied(federated);
        keyward.as(alice).kms("ListKeys", Struct.empty());
    }

    @Test
    void deletingTheRoleEndsItsSessionsAtOnce() {
        var session = roleSession();
        use(session);
        deleteRole();
        assertInvalid(session);
    }

    @Test
    void deletingTheUserEndsItsSessionsAtOnceAndNotThoseOfRoles() {
        var own = userSession();
        var federated = federatedSession();
        var ofRole = roleSession();
        deleteUser();
        assertInvalid(own);
        assertInvalid(federated);
        use(ofRole);
    }

    @Test
    void aTokenReplayedAfterItsRoleWasDeletedIsNoneOfTheNewRoleOfThatName() {
        var session = roleSession();
        deleteRole();
        var again = keyward.role("ops", ops.trustPolicy());
        keyward.allow(again, allow());
        assertInvalid(session);
    }

    @Test
    void aTokenReplayedAfterItsUserWasDeletedIsNoneOfTheNewUserOfThatName() {
        var own = userSession();
        var federated = federatedSession();
        deleteUser();
        keyward.allow(keyward.user("alice"), allow());
        assertInvalid(own);
        assertInvalid(federated);
    }

    @Test
    void anExpiredTokenIsRefused() {
        var session = roleSession();
        keyward.clock().advance(Duration.ofHours(1).minusSeconds(1));
        use(session);
        keyward.clock().advance(Duration.ofSeconds(1));
        assertRefused(
                "ExpiredTokenException",
                "The security token included in the request is expired",
                () -> use(session));
    }

    @Test
    void aForgedTokenIsRefusedWhicheverBitOfItIsFlipped() {
        var session = roleSession();
        var sealed = Base64.getDecoder().decode(session.sessionToken());
        for (var index = 0; index < sealed.length; index++) {
            var forged = sealed.clone();
            forged[index] ^= 1;
            assertInvalid(session.withToken(Base64.getEncoder().encodeToString(forged)));
        }
    }

    @Test
    void aTokenThatAnotherServerSealedIsRefused() {
        var providers = Providers.best();
        var foreign = new SessionTokens(RootKey.generate(providers, new SystemRandom(providers)));
        var mine = userSession();
        var now = keyward.clock().instant();
        var token = new SessionToken(
                mine.accessKeyId(),
                SecretBytes.taking(mine.secretAccessKey().getBytes(StandardCharsets.US_ASCII)),
                new SessionToken.UserHolder(TestingKeyward.ACCOUNT, alice.userId()),
                Session.between(now, now.plus(Duration.ofHours(1))));
        assertInvalid(mine.withToken(foreign.seal(token)));
        use(mine.withToken(new SessionTokens(keyward.rootKey()).seal(token)));
    }

    @Test
    void aTokenIsGoodForItsOwnAccessKeyOnly() {
        var mine = userSession();
        var other = roleSession();
        assertInvalid(mine.withToken(other.sessionToken()));
        assertInvalid(other.withToken(mine.sessionToken()));
    }

    @Test
    void aTokenOfAnotherAccountMayNotDoWhatItsOwnAccountAllows() {
        var eve = keyward.user(OTHER_ACCOUNT, "eve");
        keyward.allow(eve, allow());
        var key = keyward.asRoot()
                .kms("CreateKey", Struct.empty())
                .struct("KeyMetadata")
                .orElseThrow()
                .requiredText("Arn");
        var session = TestingClient.of(keyward.as(eve)
                .sts("GetSessionToken", Struct.empty())
                .struct("Credentials")
                .orElseThrow());
        var caller = session.callerOf("kms", keyward);
        assertRefused(
                "AccessDeniedException",
                "User: " + caller.principal().arn()
                        + " is not authorized to perform: kms:DescribeKey on this resource because"
                        + " the resource does not exist in this Region, no resource-based policies"
                        + " allow access, or a resource-based policy explicitly denies access",
                () -> keyward.as(caller)
                        .kms("DescribeKey", Struct.builder().put("KeyId", key).build()));
    }
}
