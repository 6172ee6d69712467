package dev.keyward.server.sts;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.OTHER_ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.policy.AccountId;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.federation.TestingIssuer;
import dev.keyward.server.model.OidcProvider;
import dev.keyward.server.model.Role;
import dev.keyward.wire.Struct;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AssumeRoleWithWebIdentityTest {

    private static final String OPERATION = "AssumeRoleWithWebIdentity";
    private static final String URL = "issuer.example.org";
    private static final String PROVIDER = "arn:aws:iam::123456789012:oidc-provider/" + URL;
    private static final String ROLE = "arn:aws:iam::123456789012:role/ops";
    private static final String DENIED = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
    private static final String TAGS = "https://aws.amazon.com/tags";

    private final TestingKeyward keyward = new TestingKeyward();
    private final TestingIssuer issuer = new TestingIssuer(URL);

    @BeforeEach
    void register() {
        register(ACCOUNT, issuer);
    }

    @AfterEach
    void close() {
        keyward.close();
    }

    private void register(AccountId account, TestingIssuer provider) {
        keyward.issuers().answer(provider);
        keyward.store().write(transaction -> {
            transaction
                    .oidcProviders()
                    .insert(new OidcProvider(
                            account,
                            provider.url(),
                            List.of("sts.amazonaws.com"),
                            List.of(),
                            TestingKeyward.START,
                            new TreeMap<>()));
            return provider;
        });
    }

    private static String trust(String principal, String actions, String condition) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Principal": {"Federated": "%s"}, "Action": %s,
                  "Condition": {%s}}]}""".formatted(principal, actions, condition);
    }

    private static String trust(String condition) {
        return trust(PROVIDER, "\"sts:AssumeRoleWithWebIdentity\"", condition);
    }

    private Role role(String trust) {
        return keyward.role("ops", trust);
    }

    private String token(Consumer<Map<String, Object>> change) {
        var claims = issuer.claims("alice", keyward.clock().instant());
        change.accept(claims);
        return issuer.token(claims);
    }

    private String token() {
        return token(_ -> {});
    }

    private static Struct.Builder request(String token) {
        return Struct.builder()
                .put("RoleArn", ROLE)
                .put("RoleSessionName", "s1")
                .put("WebIdentityToken", token);
    }

    private Struct assume(Struct.Builder request) {
        var input = request.build();
        var caller = keyward.sts()
                .vouched(OPERATION)
                .orElseThrow()
                .caller(input, keyward.clock().instant());
        return keyward.as(caller).sts(OPERATION, input);
    }

    private Caller signIn(Struct.Builder request) {
        return TestingClient.of(assume(request).struct("Credentials").orElseThrow())
                .callerOf("kms", keyward);
    }

    private void refuses(String code, String message, Struct.Builder request) {
        assertRefused(code, message, () -> assume(request));
    }

    private static String allowListKeys(String condition) {
        return """
               {"Version": "2012-10-17", "Statement": [
                 {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*",
                  "Condition": {%s}}]}""".formatted(condition);
    }

    private void listKeys(Caller caller) {
        keyward.as(caller).kms("ListKeys", Struct.empty());
    }

    @Test
    void beginsASessionForTheHolderOfAToken() {
        var role = role(trust(""));
        var output = assume(request(token()));
        assertEquals("alice", output.requiredText("SubjectFromWebIdentityToken"));
        assertEquals(PROVIDER, output.requiredText("Provider"));
        assertEquals("sts.amazonaws.com", output.requiredText("Audience"));
        var user = output.struct("AssumedRoleUser").orElseThrow();
        assertEquals(role.id() + ":s1", user.requiredText("AssumedRoleId"));
        assertEquals("arn:aws:sts::123456789012:assumed-role/ops/s1", user.requiredText("Arn"));
        assertEquals(
                Optional.of(TestingKeyward.START.plus(Duration.ofHours(1))),
                output.struct("Credentials").orElseThrow().time("Expiration"));
        assertFalse(output.has("PackedPolicySize") || output.has("SourceIdentity"));
    }

    @Test
    void outlivesItsToken() {
        keyward.allow(role(trust("")), allowListKeys(""));
        var session = signIn(request(token()));
        keyward.clock().advance(Duration.ofMinutes(11));
        listKeys(session);
    }

    @Test
    void asksTheTrustPolicyForWhatTheTokenSays() {
        role(trust("""
                "StringEquals": {"issuer.example.org:sub": "alice",
                                 "issuer.example.org:aud": "sts.amazonaws.com",
                                 "sts:RoleSessionName": "s1"},
                "ForAnyValue:StringEquals": {"issuer.example.org:amr": "otp"},
                "Null": {"aws:TokenIssueTime": "true", "aws:MultiFactorAuthPresent": "true"}"""));
        assume(request(token(claims -> claims.put("amr", List.of("pwd", "otp")))));
        refuses("AccessDenied", DENIED, request(token()));
        refuses("AccessDenied", DENIED, request(token(claims -> {
            claims.put("amr", List.of("otp"));
            claims.put("sub", "bob");
        })));
    }

    @Test
    void tellsNobodyWhetherThereIsARole() {
        refuses("AccessDenied", DENIED, request(token()));
        role(trust(PROVIDER + "/other", "\"sts:AssumeRoleWithWebIdentity\"", ""));
        refuses("AccessDenied", DENIED, request(token()));
    }

    @Test
    void needsTheProviderByNameAndNotAStar() {
        role("""
             {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
               "Action": "sts:*"}, {"Effect": "Allow", "Principal": {"AWS": "123456789012"},
               "Action": "sts:*"}]}""");
        refuses("AccessDenied", DENIED, request(token()));
    }

    @Test
    void isDeniedByAStar() {
        role("""
             {"Version": "2012-10-17", "Statement": [
               {"Effect": "Allow", "Principal": {"Federated": "%s"}, "Action": "sts:*"},
               {"Effect": "Deny", "Principal": "*", "Action": "sts:*"}]}""".formatted(PROVIDER));
        refuses("AccessDenied", DENIED, request(token()));
    }

    @Test
    void takesTokensOfProvidersOfTheRolesAccountOnly() {
        var other = new TestingIssuer("other.example.org");
        register(OTHER_ACCOUNT, other);
        role(trust("arn:aws:iam::210987654321:oidc-provider/other.example.org", "\"sts:*\"", ""));
        refuses(
                "InvalidIdentityToken",
                "No OpenIDConnect provider found in your account for https://other.example.org",
                request(other.token(other.claims("alice", TestingKeyward.START))));
        assertEquals(0, keyward.issuers().asked());
    }

    @Test
    void takesNoTokensOfAProviderThatWasDeleted() {
        role(trust(""));
        var token = token();
        assume(request(token));
        keyward.store().write(transaction -> {
            var provider = transaction.oidcProviders().find(ACCOUNT, URL).orElseThrow();
            transaction.oidcProviders().delete(provider);
            return provider;
        });
        refuses(
                "InvalidIdentityToken",
                "No OpenIDConnect provider found in your account for https://issuer.example.org",
                request(token));
    }

    @Test
    void takesNoTokenOfAProviderThatIsDeletedOrLosesTheClientWhileItIsAsked() {
        role(trust(""));
        var request = request(token()).build();
        var operation = keyward.sts().vouched(OPERATION).orElseThrow();
        var caller = operation.caller(request, keyward.clock().instant());
        keyward.store().write(transaction -> {
            var provider = transaction.oidcProviders().find(ACCOUNT, URL).orElseThrow();
            transaction.oidcProviders().update(provider.withClientIds(List.of("other")));
            return provider;
        });
        assertRefused(
                "InvalidIdentityToken",
                "No OpenIDConnect provider found in your account for https://issuer.example.org",
                () -> keyward.as(caller).sts(OPERATION, request));
    }

    @Test
    void takesTokensOfAWellKnownProviderWhereTheRoleNamesIt() {
        var google = new TestingIssuer("accounts.google.com");
        keyward.issuers().answer(google);
        var token = google.token(google.claims("carol", TestingKeyward.START));
        refuses(
                "InvalidIdentityToken",
                "No OpenIDConnect provider found in your account for https://accounts.google.com",
                request(token));
        assertEquals(0, keyward.issuers().asked());
        role(trust(
                "accounts.google.com",
                "\"sts:AssumeRoleWithWebIdentity\"",
                "\"StringEquals\": {\"accounts.google.com:aud\": \"sts.amazonaws.com\"}"));
        assertEquals("accounts.google.com", assume(request(token)).requiredText("Provider"));
    }

    @Test
    void setsTheTagsAndTheSourceIdentityOfTheToken() {
        keyward.allow(
                role(trust(
                        PROVIDER,
                        "[\"sts:AssumeRoleWithWebIdentity\", \"sts:TagSession\","
                                + " \"sts:SetSourceIdentity\"]",
                        "\"StringEquals\": {\"aws:RequestTag/team\": \"blue\","
                                + " \"sts:SourceIdentity\": \"alice@home\"},"
                                + "\"ForAllValues:StringEquals\":"
                                + " {\"sts:TransitiveTagKeys\": \"team\"}")),
                allowListKeys("\"StringEquals\": {\"aws:PrincipalTag/team\": \"blue\","
                        + " \"aws:SourceIdentity\": \"alice@home\"}"));
        var request = request(token(claims -> {
            claims.put(
                    TAGS,
                    Map.of(
                            "principal_tags", Map.of("team", List.of("blue")),
                            "transitive_tag_keys", List.of("team")));
            claims.put("https://aws.amazon.com/source_identity", "alice@home");
        }));
        var output = assume(request);
        assertEquals(Optional.of("alice@home"), output.text("SourceIdentity"));
        assertTrue(output.integer("PackedPolicySize").orElseThrow() > 0);
        listKeys(signIn(request));
    }

    @Test
    void needsTagSessionAndSetSourceIdentity() {
        role(trust(""));
        refuses(
                "AccessDenied",
                "Not authorized to perform sts:TagSession",
                request(token(claims -> claims.put(
                        TAGS, Map.of("principal_tags", Map.of("team", List.of("blue")))))));
        refuses(
                "AccessDenied",
                "Not authorized to perform sts:SetSourceIdentity",
                request(token(
                        claims -> claims.put("https://aws.amazon.com/source_identity", "alice"))));
    }

    @Test
    void keepsWhatTheTokenSaysForTheSession() {
        keyward.allow(
                role(trust("")),
                allowListKeys("\"StringEquals\": {\"issuer.example.org:sub\": \"alice\","
                        + " \"aws:FederatedProvider\": \"" + PROVIDER + "\"},"
                        + "\"Null\": {\"issuer.example.org:email\": \"true\"}"));
        listKeys(signIn(request(token(claims -> claims.put("email", "a@example.org")))));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/ops/s1 is not authorized to perform:"
                        + " kms:ListKeys on resource: * because no identity-based policy allows the"
                        + " kms:ListKeys action",
                () -> listKeys(signIn(request(token(claims -> claims.put("sub", "bob"))))));
    }

    @Test
    void limitsTheSessionByItsPolicies() {
        keyward.allow(role(trust("")), allowListKeys(""));
        listKeys(signIn(request(token()).put("Policy", allowListKeys(""))));
        assertRefused(
                "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/ops/s1 is not authorized to perform:"
                        + " kms:ListKeys on resource: * because no session policy allows the"
                        + " kms:ListKeys action",
                () -> listKeys(signIn(request(token())
                        .putList(
                                "PolicyArns",
                                List.of(Struct.builder()
                                        .put("arn", "arn:aws:iam::aws:policy/IAMReadOnlyAccess")
                                        .build())))));
        refuses(
                "MalformedPolicyDocument",
                "This policy contains invalid Json",
                request(token()).put("Policy", "{"));
    }

    @Test
    void lastsAsLongAsTheRoleLetsIt() {
        role(trust(""));
        assume(request(token()).put("DurationSeconds", 900));
        refuses(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                request(token()).put("DurationSeconds", 3601));
    }

    @Test
    void letsATokenRequireItsRole() {
        role(trust("\"Bool\": {\"sts:RoleAuthorizedByIdp\": \"true\"}"));
        refuses("AccessDenied", DENIED, request(token()));
        assume(request(token(claims -> claims.put("https://aws.amazon.com/roles", ROLE))));
        refuses(
                "InvalidIdentityToken",
                "The target role ARN is not present in the roles claim of the identity token",
                request(token(claims ->
                        claims.put("https://aws.amazon.com/roles", List.of(ROLE + "2")))));
    }

    @Test
    void refusesOversizedTokensByTheModel() {
        role(trust(""));
        var caller = keyward.user("alice");
        assertRefused(
                "ValidationError",
                "1 validation error detected: Value at 'webIdentityToken' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 20000",
                () -> keyward.as(caller)
                        .sts(OPERATION, request("a".repeat(20_001)).build()));
    }

    @Test
    void refusesWhatItDoesNotTake() {
        refuses(
                "ValidationError",
                "Request ARN is invalid",
                request(token()).put("RoleArn", "arn:aws:iam::123456789012:user/alice"));
        refuses(
                "UnsupportedOperation",
                "Keyward takes ID tokens only, whose provider is not named by a ProviderId",
                request(token()).put("ProviderId", "www.amazon.com"));
    }

    @Test
    void givesASessionThatStsTakesAsARolesSession() {
        keyward.allow(role(trust("")), """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"}]}""");
        var session = signIn(request(token()));
        assertEquals(
                "arn:aws:sts::123456789012:assumed-role/ops/s1",
                keyward.as(session).sts("GetCallerIdentity", Struct.empty()).requiredText("Arn"));
        assertRefused(
                "AccessDenied",
                "Cannot call GetSessionToken with session credentials",
                () -> keyward.as(session).sts("GetSessionToken", Struct.empty()));
    }
}
