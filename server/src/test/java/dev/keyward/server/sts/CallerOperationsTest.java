package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.TestingKeyward;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** GetCallerIdentity, GetSessionToken and GetAccessKeyInfo. */
final class CallerOperationsTest {

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    private void assertIs(String userId, String arn, Caller caller) {
        var output = keyward.as(caller).sts("GetCallerIdentity", Struct.empty());
        assertEquals(userId, output.requiredText("UserId"));
        assertEquals(arn, output.requiredText("Arn"));
        assertEquals("123456789012", output.requiredText("Account"));
    }

    private Struct sessionToken(Caller caller, Struct input) {
        return keyward.as(caller)
                .sts("GetSessionToken", input)
                .struct("Credentials")
                .orElseThrow();
    }

    @Test
    void tellsEveryoneWhoTheyAre() {
        assertIs("123456789012", "arn:aws:iam::123456789012:root", TestingKeyward.rootOf(ACCOUNT));
        assertIs(alice.userId(), "arn:aws:iam::123456789012:user/alice", alice);
        var role = keyward.role("ops", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        assertIs(
                role.id() + ":s1",
                "arn:aws:sts::123456789012:assumed-role/ops/s1",
                keyward.session(role, "s1", SessionPolicies.NONE));
    }

    @Test
    void tellsEvenThoseWhoAreDeniedEverything() {
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Deny", "Action": "*", "Resource": "*"}]}""");
        assertIs(alice.userId(), "arn:aws:iam::123456789012:user/alice", alice);
    }

    @Test
    void givesAnyUserASession() {
        var twelveHours = Optional.of(Instant.parse("2026-11-25T00:00:00Z"));
        assertEquals(twelveHours, sessionToken(alice, Struct.empty()).time("Expiration"));
        var asked = Struct.builder().put("DurationSeconds", 129_600).build();
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofHours(36))),
                sessionToken(alice, asked).time("Expiration"));
    }

    @Test
    void givesRootAnHourAtMost() {
        var root = TestingKeyward.rootOf(ACCOUNT);
        var anHour = Optional.of(TestingKeyward.START.plus(Duration.ofHours(1)));
        assertEquals(anHour, sessionToken(root, Struct.empty()).time("Expiration"));
        var asked = Struct.builder().put("DurationSeconds", 7200).build();
        assertEquals(anHour, sessionToken(root, asked).time("Expiration"));
    }

    @Test
    void givesASessionNoSession() {
        var role = keyward.role("ops", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
        assertRefused(
                "AccessDenied",
                "Cannot call GetSessionToken with session credentials",
                () -> sessionToken(
                        keyward.session(role, "s1", SessionPolicies.NONE), Struct.empty()));
    }

    @Test
    void tellsTheAccountOfAnAccessKey() {
        var root = keyward.asRoot();
        var id = AccessKeyIds.fresh(AccessKeyIds.TEMPORARY, ACCOUNT, new TestingRandom());
        assertEquals(
                "123456789012",
                root.sts(
                                "GetAccessKeyInfo",
                                Struct.builder().put("AccessKeyId", id).build())
                        .requiredText("Account"));
        assertRefused(
                "ValidationError",
                "Invalid access key id AKIAIOSFODNN7EXAMPLE",
                () -> root.sts(
                        "GetAccessKeyInfo",
                        Struct.builder()
                                .put("AccessKeyId", "AKIAIOSFODNN7EXAMPLE")
                                .build()));
    }

    @Test
    void needsPermissionToTellTheAccountOfAnAccessKey() {
        assertRefused(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/alice is not authorized to perform:"
                        + " sts:GetAccessKeyInfo on resource: * because no identity-based policy"
                        + " allows the sts:GetAccessKeyInfo action",
                () -> keyward.as(alice)
                        .sts(
                                "GetAccessKeyInfo",
                                Struct.builder()
                                        .put("AccessKeyId", "AKIAIOSFODNN7EXAMPLE")
                                        .build()));
    }

    @Test
    void saysWhatItDoesNotServe() {
        assertRefused(
                "UnsupportedOperation",
                "Keyward does not serve sts:GetDelegatedAccessToken yet",
                () -> keyward.asRoot()
                        .sts(
                                "GetDelegatedAccessToken",
                                Struct.builder().put("TradeInToken", "token").build()));
    }
}
