package dev.keyward.server.authorize;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.crypto.KeySpec;
import dev.keyward.crypto.KeyUsage;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.policy.ContextKeys.Multiple;
import dev.keyward.policy.ContextKeys.Single;
import dev.keyward.policy.Principal;
import dev.keyward.policy.decide.Policies;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.model.KeyManager;
import dev.keyward.server.model.KeyOrigin;
import dev.keyward.server.model.KeyState;
import dev.keyward.server.model.KmsKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which condition keys a request has, and which it does not. */
final class RequestKeysTest {

    private static final Region REGION = new Region("eu-central-1");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Target ANYTHING =
            new Target("kms:ListKeys", new Target.Anything(), ContextKeys.empty());

    private static final Caller ROOT =
            new Caller(new Principal.Root(ACCOUNT), "AKIA", Optional.empty());
    private static final Caller USER = new Caller(
            new Principal.User(ACCOUNT, "arn:aws:iam::123456789012:user/staff/Alice", "AIDA1"),
            "AKIA",
            Optional.empty());
    private static final Principal.AssumedRole ROLE = new Principal.AssumedRole(
            ACCOUNT,
            "arn:aws:sts::123456789012:assumed-role/ops/s1",
            "arn:aws:iam::123456789012:role/x/ops",
            "AROA1",
            "s1");

    private static Session session(SessionTags tags, Optional<String> sourceIdentity) {
        return new Session(
                NOW.truncatedTo(ChronoUnit.SECONDS),
                NOW.plusSeconds(900),
                SessionPolicies.NONE,
                tags,
                sourceIdentity,
                SignIn.NONE);
    }

    private static Caller with(Principal principal, Session session) {
        return new Caller(principal, "ASIA", Optional.of(session));
    }

    private static ContextKeys keys(Caller caller, Target target) {
        return keys(caller, target, Optional.of("agent/1"), Optional.empty());
    }

    private static ContextKeys keys(
            Caller caller, Target target, Optional<String> agent, Optional<String> referer) {
        var ofPrincipal = RequestKeys.ofPrincipal(caller.principal())
                .single("aws:PrincipalTag/team", "of the role")
                .single("aws:PrincipalTag/cost", "7")
                .build();
        var call = new Call(
                caller, REGION, NOW, "request", new Origin("10.20.30.40", agent, referer, true));
        var identity = new Identity(Policies.none(), ofPrincipal);
        return new RequestKeys(call, identity, Ceiling.NONE, Optional.empty())
                .of(target, Ceiling.NONE);
    }

    private static void assertIs(String value, ContextKeys keys, String name) {
        assertEquals(Optional.of(new Single(value)), keys.find(name), name);
    }

    private static void assertAbsent(ContextKeys keys, String... names) {
        for (var name : names) {
            assertEquals(Optional.empty(), keys.find(name), name);
        }
    }

    @Test
    void tellsOfTheCall() {
        var keys = keys(ROOT, ANYTHING);
        assertIs("2026-11-24T12:00:00Z", keys, "aws:CurrentTime");
        assertIs("1795521600", keys, "aws:EpochTime");
        assertIs("eu-central-1", keys, "aws:RequestedRegion");
        assertIs("true", keys, "aws:SecureTransport");
        assertIs("10.20.30.40", keys, "aws:SourceIp");
        assertIs("agent/1", keys, "aws:UserAgent");
        assertIs("false", keys, "aws:ViaAWSService");
        assertIs("false", keys, "aws:PrincipalIsAWSService");
        assertIs("123456789012", keys, "aws:ResourceAccount");
        assertAbsent(
                keys,
                "aws:CalledVia",
                "aws:SourceArn",
                "aws:SourceAccount",
                "aws:SourceVpc",
                "aws:PrincipalOrgID",
                "aws:FederatedProvider",
                "kms:CallerAccount",
                "kms:ViaService");
    }

    @Test
    void tellsOfHeadersOnlyWhatTheClientWrote() {
        assertAbsent(keys(ROOT, ANYTHING), "aws:referer");
        var other = keys(ROOT, ANYTHING, Optional.empty(), Optional.of("https://here/page"));
        assertAbsent(other, "aws:UserAgent");
        assertIs("https://here/page", other, "aws:referer");
    }

    @Test
    void tellsOfTheRootUser() {
        var keys = keys(ROOT, ANYTHING);
        assertIs("arn:aws:iam::123456789012:root", keys, "aws:PrincipalArn");
        assertIs("123456789012", keys, "aws:userid");
        assertIs("Account", keys, "aws:PrincipalType");
        assertAbsent(keys, "aws:username");
    }

    @Test
    void tellsOfAUserWithLongTermKeys() {
        var keys = keys(USER, ANYTHING);
        assertIs("arn:aws:iam::123456789012:user/staff/Alice", keys, "aws:PrincipalArn");
        assertIs("123456789012", keys, "aws:PrincipalAccount");
        assertIs("AIDA1", keys, "aws:userid");
        assertIs("Alice", keys, "aws:username");
        assertIs("User", keys, "aws:PrincipalType");
        assertIs("7", keys, "aws:PrincipalTag/cost");
        // Absent, not false: a policy can tell long-term keys by it.
        assertAbsent(
                keys,
                "aws:MultiFactorAuthPresent",
                "aws:MultiFactorAuthAge",
                "aws:TokenIssueTime",
                "aws:SourceIdentity");
    }

    @Test
    void tellsOfASessionOfAUser() {
        var session = session(SessionTags.NONE, Optional.empty());
        var keys = keys(with(USER.principal(), session), ANYTHING);
        assertIs("Alice", keys, "aws:username");
        assertIs("User", keys, "aws:PrincipalType");
        assertIs("false", keys, "aws:MultiFactorAuthPresent");
        assertIs("2026-11-24T12:00:00Z", keys, "aws:TokenIssueTime");
    }

    @Test
    void tellsOfASessionOfARole() {
        var tags = new TreeMap<String, String>();
        tags.put("Team", "of the session");
        var session = session(new SessionTags(tags, Set.of()), Optional.of("alice"));
        var keys = keys(with(ROLE, session), ANYTHING);
        assertIs("arn:aws:iam::123456789012:role/x/ops", keys, "aws:PrincipalArn");
        assertIs("AROA1:s1", keys, "aws:userid");
        assertIs("AssumedRole", keys, "aws:PrincipalType");
        assertIs("alice", keys, "aws:SourceIdentity");
        assertIs("false", keys, "aws:MultiFactorAuthPresent");
        assertIs("of the session", keys, "aws:PrincipalTag/team");
        assertIs("7", keys, "aws:PrincipalTag/cost");
        assertAbsent(keys, "aws:username");
    }

    private static KmsKey key(List<String> aliases) {
        var tags = new TreeMap<String, String>();
        tags.put("team", "payments");
        return new KmsKey(
                OTHER_ACCOUNT,
                REGION,
                "k1",
                KeySpec.SYMMETRIC_DEFAULT,
                KeyUsage.ENCRYPT_DECRYPT,
                KeyOrigin.AWS_KMS,
                KeyManager.CUSTOMER,
                KeyState.ENABLED,
                Optional.empty(),
                "",
                NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "{}",
                tags,
                new TreeSet<>(aliases));
    }

    private static Target on(KmsKey key) {
        return new Target(
                "kms:Decrypt",
                new Target.Key(key, Target.Mention.BY_KEY_ID, Target.Reach.OTHER_ACCOUNTS),
                ContextKeys.builder()
                        .single("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                        .build());
    }

    @Test
    void tellsOfAKey() {
        var keys = keys(USER, on(key(List.of("alias/a", "alias/b"))));
        assertIs("210987654321", keys, "aws:ResourceAccount");
        assertIs("123456789012", keys, "kms:CallerAccount");
        assertIs("payments", keys, "aws:ResourceTag/team");
        assertIs("SYMMETRIC_DEFAULT", keys, "kms:KeySpec");
        assertIs("SYMMETRIC_DEFAULT", keys, "kms:CustomerMasterKeySpec");
        assertIs("ENCRYPT_DECRYPT", keys, "kms:KeyUsage");
        assertIs("ENCRYPT_DECRYPT", keys, "kms:CustomerMasterKeyUsage");
        assertIs("AWS_KMS", keys, "kms:KeyOrigin");
        assertIs("false", keys, "kms:MultiRegion");
        assertIs("SYMMETRIC_DEFAULT", keys, "kms:EncryptionAlgorithm");
        assertEquals(
                Optional.of(new Multiple(List.of("alias/a", "alias/b"))),
                keys.find("kms:ResourceAliases"));
        assertAbsent(keys, "kms:MultiRegionKeyType", "kms:ViaService", "kms:RequestAlias");
    }

    @Test
    void tellsTheRegionThatTheTargetIsIn() {
        var target = on(key(List.of()));
        assertIs("eu-central-1", keys(USER, target), "aws:RequestedRegion");
        assertIs(
                "ap-south-1",
                keys(USER, target.in(new Region("ap-south-1"))),
                "aws:RequestedRegion");
    }

    @Test
    void tellsOfNoAliasesWhereAKeyHasNone() {
        assertAbsent(keys(USER, on(key(List.of()))), "kms:ResourceAliases");
    }

    @Test
    void tellsNothingOfKmsForAnAlias() {
        var alias = Target.Named.of(Arn.parse("arn:aws:kms:eu-central-1:123456789012:alias/x"));
        var keys = keys(USER, new Target("kms:CreateAlias", alias, ContextKeys.empty()));
        assertEquals(
                List.of(),
                keys.names().stream().filter(name -> name.startsWith("kms:")).toList());
    }

    @Test
    void tellsOfTheTagsOfARole() {
        var tags = new TreeMap<String, String>();
        tags.put("env", "prod");
        var role = new Role(
                OTHER_ACCOUNT, "/", "ops", "AROA2", NOW, "{}", "", 3600, tags, Optional.empty());
        var keys = keys(
                USER, new Target("sts:AssumeRole", new Target.Trust(role), ContextKeys.empty()));
        assertIs("prod", keys, "aws:ResourceTag/env");
        assertIs("prod", keys, "iam:ResourceTag/env");
        assertIs("210987654321", keys, "aws:ResourceAccount");
    }
}
