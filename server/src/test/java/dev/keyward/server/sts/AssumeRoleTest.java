package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.model.Role;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AssumeRoleTest {

    private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/ops";

    private final TestingKeyward keyward = new TestingKeyward();
    private final Caller alice = keyward.user("alice");

    @AfterEach
    void close() {
        keyward.close();
    }

    private static String trust(String principal, String actions) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": %s}]}""".formatted(principal, actions);
    }

    private static String trust(String principal) {
        return trust(principal, "\"sts:AssumeRole\"");
    }

    private static String mayAssume(String role) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "sts:*", "Resource": "%s"}]}""".formatted(role);
    }

    private static Struct.Builder request() {
        return Struct.builder().put("RoleArn", ROLE_ARN).put("RoleSessionName", "s1");
    }

    private Struct assume(Caller caller, Struct.Builder request) {
        return keyward.as(caller).sts("AssumeRole", request.build());
    }

    private void assertDenied(Caller caller, String action, Struct.Builder request) {
        assertRefused(
                "AccessDenied",
                "User: " + caller.principal().arn() + " is not authorized to perform: " + action
                        + " on resource: " + ROLE_ARN,
                () -> assume(caller, request));
    }

    private Caller sessionOf(Role role, SessionTags tags, Optional<String> sourceIdentity) {
        var plain = keyward.session(role, "first", SessionPolicies.NONE);
        var session = new Session(
                TestingKeyward.START,
                TestingKeyward.START.plus(Duration.ofHours(1)),
                SessionPolicies.NONE,
                tags,
                sourceIdentity,
                SignIn.NONE);
        return new Caller(plain.principal(), plain.accessKeyId(), Optional.of(session));
    }

    private static SessionTags tags(String key, String value) {
        var values = new TreeMap<String, String>();
        values.put(key, value);
        return new SessionTags(values, Set.of(key));
    }

    private static List<Struct> tagList(String key, String value) {
        return List.of(Struct.builder().put("Key", key).put("Value", value).build());
    }

    @Test
    void beginsASessionForAUserThatTheRoleTrusts() {
        var role = keyward.role("ops", trust(alice.userId()));
        var output = assume(alice, request());
        var user = output.struct("AssumedRoleUser").orElseThrow();
        assertEquals(role.id() + ":s1", user.requiredText("AssumedRoleId"));
        assertEquals("arn:aws:sts::123456789012:assumed-role/ops/s1", user.requiredText("Arn"));
        var credentials = output.struct("Credentials").orElseThrow();
        assertEquals(
                Optional.of(Instant.parse("2026-11-24T13:00:00Z")), credentials.time("Expiration"));
        assertEquals(
                Optional.of(ACCOUNT),
                AccessKeyIds.accountOf(credentials.requiredText("AccessKeyId")));
        assertEquals(40, credentials.requiredText("SecretAccessKey").length());
        assertTrue(!output.has("PackedPolicySize") && !output.has("SourceIdentity"));
    }

    @Test
    void needsAnIdentityPolicyWhereTheRoleTrustsTheAccount() {
        keyward.role("ops", trust("arn:aws:iam::123456789012:root"));
        assertDenied(alice, "sts:AssumeRole", request());
        keyward.allow(alice, mayAssume(ROLE_ARN));
        assume(alice, request());
    }

    @Test
    void refusesARoleThatDoesNotExistAsOneThatTrustsNobody() {
        keyward.allow(alice, mayAssume("*"));
        assertDenied(alice, "sts:AssumeRole", request());
        keyward.role("ops", trust(keyward.user("bob").userId()));
        assertDenied(alice, "sts:AssumeRole", request());
        keyward.allow(alice, """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Deny", "Action": "sts:AssumeRole", "Resource": "*"}]}""");
        assertDenied(alice, "sts:AssumeRole", request());
    }

    @Test
    void comparesRoleArnsExactly() {
        keyward.role("ops", trust(alice.userId()));
        for (var arn : List.of(
                "arn:aws:iam::123456789012:role/OPS", "arn:aws:iam::123456789012:role/x/ops")) {
            assertRefused(
                    "AccessDenied",
                    "User: " + alice.principal().arn()
                            + " is not authorized to perform: sts:AssumeRole on resource: " + arn,
                    () -> assume(alice, request().put("RoleArn", arn)));
        }
    }

    @Test
    void needsBothAccountsAcrossAccounts() {
        var foreigner = keyward.user(OTHER_ACCOUNT, "eve");
        keyward.role("ops", trust("arn:aws:iam::210987654321:root"));
        assertDenied(foreigner, "sts:AssumeRole", request());
        keyward.allow(foreigner, mayAssume(ROLE_ARN));
        assume(foreigner, request());
    }

    @Test
    void trustsNoReCreatedUser() {
        var bob = keyward.user("bob");
        keyward.role("ops", trust(bob.userId()));
        assume(bob, request());
        var old = keyward.userOf(bob);
        keyward.store().write(transaction -> {
            transaction.users().delete(old);
            return old;
        });
        assertDenied(keyward.user("bob"), "sts:AssumeRole", request());
    }

    @Test
    void refusesTheRootUser() {
        keyward.role("ops", trust("*"));
        assertRefused(
                "AccessDenied",
                "Roles may not be assumed by root accounts.",
                () -> assume(TestingKeyward.rootOf(ACCOUNT), request()));
    }

    @Test
    void refusesAnArnThatIsNoRole() {
        for (var arn : List.of(
                "arn:aws:iam::123456789012:user/alice",
                "arn:aws:iam::12345:role/operations",
                "this-is-not-an-arn-at-all")) {
            assertRefused(
                    "ValidationError",
                    arn + " is invalid",
                    () -> assume(alice, request().put("RoleArn", arn)));
        }
    }

    @Test
    void asksTheTrustPolicyForTheExternalId() {
        keyward.role("ops", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole",
                   "Condition": {"StringEquals": {"sts:ExternalId": "e42"}}}]}""".formatted(alice.userId()));
        assertDenied(alice, "sts:AssumeRole", request());
        assertDenied(alice, "sts:AssumeRole", request().put("ExternalId", "e43"));
        assume(alice, request().put("ExternalId", "e42"));
    }

    @Test
    void limitsTheDuration() {
        keyward.role("ops", trust(alice.userId()));
        assume(alice, request().put("DurationSeconds", 900));
        assertRefused(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                () -> assume(alice, request().put("DurationSeconds", 3601)));
        assertRefused(
                "ValidationError",
                "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy"
                        + " constraint: Member must have value greater than or equal to 900",
                () -> assume(alice, request().put("DurationSeconds", 899)));
    }

    @Test
    void limitsChainedSessionsToAnHour() {
        var first = keyward.role("first", trust(alice.userId()));
        keyward.role("ops", trust(first.id()));
        var chained = keyward.session(first, "x", SessionPolicies.NONE);
        assume(chained, request());
        assertRefused(
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed"
                        + " by role chaining",
                () -> assume(chained, request().put("DurationSeconds", 3601)));
    }

    @Test
    void needsTagSessionForTags() {
        keyward.role("ops", trust(alice.userId()));
        var tagged = request().putList("Tags", tagList("team", "a"));
        assertDenied(alice, "sts:TagSession", tagged);
    }

    @Test
    void checksTheTagsThatTheTrustPolicyAsksFor() {
        keyward.role("ops", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "%s"},
                   "Action": ["sts:AssumeRole", "sts:TagSession"],
                   "Condition": {"StringEquals": {"aws:RequestTag/team": "a"},
                                 "ForAllValues:StringEquals": {"sts:TransitiveTagKeys": "team"}}}]}""".formatted(alice.userId()));
        assertDenied(alice, "sts:AssumeRole", request().putList("Tags", tagList("team", "b")));
        var output = assume(
                alice,
                request()
                        .putList("Tags", tagList("team", "a"))
                        .putTexts("TransitiveTagKeys", List.of("team")));
        assertTrue(output.integer("PackedPolicySize").orElseThrow() > 0);
    }

    @Test
    void handsTransitiveTagsDown() {
        var first = keyward.role("first", trust(alice.userId()));
        keyward.role("ops", """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"AWS": "%s"},
                   "Action": ["sts:AssumeRole", "sts:TagSession"],
                   "Condition": {"StringEquals": {"aws:RequestTag/team": "a"}}}]}""".formatted(first.id()));
        assume(sessionOf(first, tags("team", "a"), Optional.empty()), request());
        assertDenied(
                sessionOf(first, tags("team", "b"), Optional.empty()), "sts:AssumeRole", request());
        assertRefused(
                "InvalidParameterValue",
                "One of the specified transitive tag keys can't be set because it conflicts with a"
                        + " transitive tag key from the calling session.",
                () -> assume(
                        sessionOf(first, tags("team", "a"), Optional.empty()),
                        request().putList("Tags", tagList("Team", "a"))));
    }

    @Test
    void needsTagSessionForInheritedTags() {
        var first = keyward.role("first", trust(alice.userId()));
        keyward.role("ops", trust(first.id()));
        assertDenied(
                sessionOf(first, tags("team", "a"), Optional.empty()), "sts:TagSession", request());
    }

    @Test
    void setsASourceIdentityThatStays() {
        var first = keyward.role("first", trust(alice.userId()));
        keyward.role("ops", trust(first.id(), "[\"sts:AssumeRole\", \"sts:SetSourceIdentity\"]"));
        var withIdentity = sessionOf(first, SessionTags.NONE, Optional.of("alice"));
        assertEquals(Optional.of("alice"), assume(withIdentity, request()).text("SourceIdentity"));
        assertDenied(
                withIdentity, "sts:SetSourceIdentity", request().put("SourceIdentity", "mallory"));
    }

    @Test
    void needsSetSourceIdentity() {
        keyward.role("ops", trust(alice.userId()));
        assertDenied(alice, "sts:SetSourceIdentity", request().put("SourceIdentity", "alice"));
    }

    @Test
    void refusesSessionPoliciesThatCannotBeJudged() {
        keyward.role("ops", trust(alice.userId()));
        assertRefused(
                "MalformedPolicyDocument",
                "This policy contains invalid Json",
                () -> assume(alice, request().put("Policy", "{")));
        assertRefused(
                "MalformedPolicyDocument",
                "Policy document should not specify a principal.",
                () -> assume(alice, request().put("Policy", trust("*"))));
        var absent = "arn:aws:iam::123456789012:policy/Absent";
        assertRefused(
                "ValidationError",
                absent + " is invalid",
                () -> assume(alice, request().putList("PolicyArns", arns(absent))));
        var foreign = "arn:aws:iam::210987654321:policy/Foreign";
        assertRefused(
                "ValidationError",
                foreign + " is invalid",
                () -> assume(alice, request().putList("PolicyArns", arns(foreign))));
    }

    private static List<Struct> arns(String arn) {
        return List.of(Struct.builder().put("arn", arn).build());
    }

    @Test
    void takesManagedSessionPolicies() {
        keyward.role("ops", trust(alice.userId()));
        var own = keyward.managedPolicy("Own", mayAssume("*"));
        assume(alice, request().putList("PolicyArns", arns(own.toString())));
        assume(
                alice,
                request()
                        .putList(
                                "PolicyArns", arns("arn:aws:iam::aws:policy/AdministratorAccess")));
    }

    @Test
    void refusesProvidedContextsHonestly() {
        keyward.role("ops", trust(alice.userId()));
        var context = Struct.builder()
                .put("ProviderArn", "arn:aws:iam::aws:contextProvider/IdentityCenter")
                .put("ContextAssertion", "assertion")
                .build();
        assertRefused(
                "UnsupportedOperation",
                "Keyward does not serve ProvidedContexts yet",
                () -> assume(alice, request().putList("ProvidedContexts", List.of(context))));
    }

    @Test
    void belongsToTheAccountOfTheRole() {
        keyward.role("ops", trust(alice.userId()));
        var id = assume(alice, request())
                .struct("Credentials")
                .orElseThrow()
                .requiredText("AccessKeyId");
        assertEquals(Optional.of(new AccountId("123456789012")), AccessKeyIds.accountOf(id));
    }
}
