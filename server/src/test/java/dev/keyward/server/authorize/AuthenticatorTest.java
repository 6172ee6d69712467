package dev.keyward.server.authorize;

import static dev.keyward.server.TestingKeyward.ACCOUNT;
import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.Principal;
import dev.keyward.server.TestingKeyward;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.model.AccessKey;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.Role;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.wire.Headers;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.sigv4.Credentials;
import dev.keyward.wire.sigv4.RequestSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AuthenticatorTest {

    private static final String INVALID_TOKEN =
            "The security token included in the request is invalid.";
    private static final String TRUSTING_NOBODY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    private static final String KEY_ID = "AKIAEXAMPLEEXAMPLE22";
    private static final String TEMPORARY_ID = "ASIAEXAMPLEEXAMPLE22";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestingKeyward keyward = new TestingKeyward();
    private final AccessKeySecrets secrets = new AccessKeySecrets(keyward.rootKey());
    private final SessionTokens tokens = new SessionTokens(keyward.rootKey());
    private final Authenticator authenticator = authenticator(Set.of());

    @AfterEach
    void close() {
        keyward.close();
    }

    private Authenticator authenticator(Set<Region> regions) {
        return new Authenticator(keyward.store(), secrets, tokens, new ServedRegions(regions));
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.copyOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    private AccessKey insertKey(Optional<String> userId) {
        var key = new AccessKey(
                KEY_ID,
                ACCOUNT,
                userId,
                AccessKey.Status.ACTIVE,
                secrets.seal(KEY_ID, secret(SECRET)),
                TestingKeyward.START);
        keyward.store().write(transaction -> {
            transaction.accessKeys().insert(key);
            return key;
        });
        return key;
    }

    private String token(SessionToken.Holder holder) {
        var session = Session.between(TestingKeyward.START, TestingKeyward.START.plus(HOUR));
        return tokens.seal(new SessionToken(TEMPORARY_ID, secret(SECRET), holder, session));
    }

    private static Credentials credentials(String id, String secret, Optional<String> token) {
        return new Credentials(id, secret.getBytes(StandardCharsets.US_ASCII), token);
    }

    private Authenticator.Identified identify(String service, String region, Credentials signing) {
        return identify(authenticator, service, region, signing);
    }

    private Authenticator.Identified identify(
            Authenticator by, String service, String region, Credentials signing) {
        var request = new HttpRequest(
                "POST",
                "/",
                "",
                Headers.of(Map.of("host", "127.0.0.1:4566")),
                "{}".getBytes(StandardCharsets.UTF_8));
        var now = keyward.clock().instant();
        var signed = new RequestSigner(signing, region, service).sign(request, now);
        return by.identify(signed, service, now);
    }

    private Caller identifyLongTerm() {
        return identify("kms", "eu-central-1", credentials(KEY_ID, SECRET, Optional.empty()))
                .caller();
    }

    private Caller identifyTemporary(String token) {
        return identify(
                        "kms",
                        "eu-central-1",
                        credentials(TEMPORARY_ID, SECRET, Optional.of(token)))
                .caller();
    }

    @Test
    void knowsTheRootUser() {
        insertKey(Optional.empty());
        var caller = identifyLongTerm();
        assertEquals(new Principal.Root(ACCOUNT), caller.principal());
        assertEquals(KEY_ID, caller.accessKeyId());
        assertEquals(Optional.empty(), caller.session());
    }

    @Test
    void knowsAUserByItsKey() {
        var alice = keyward.user("alice");
        insertKey(Optional.of(keyward.userOf(alice).id()));
        assertEquals(alice.principal(), identifyLongTerm().principal());
    }

    @Test
    void takesNoCredentialsOfAnAccountOnceItIsClosed() {
        var alice = keyward.user("alice");
        insertKey(Optional.of(keyward.userOf(alice).id()));
        var token = token(new SessionToken.RootHolder(ACCOUNT));
        identifyLongTerm();
        identifyTemporary(token);
        keyward.store().write(transaction -> {
            var accounts = transaction.accounts();
            var closed = accounts.find(ACCOUNT).orElseThrow().closed();
            accounts.update(closed);
            return closed;
        });
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, this::identifyLongTerm);
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, () -> identifyTemporary(token));
    }

    @Test
    void countsRequestsToOrganizationsAsMadeInTheirOneRegion() {
        insertKey(Optional.empty());
        var signing = credentials(KEY_ID, SECRET, Optional.empty());
        for (var region : List.of("eu-central-1", "aws-global")) {
            assertEquals(
                    new Region("us-east-1"),
                    identify("organizations", region, signing).region());
        }
    }

    @Test
    void tellsTheRegionOfTheSignature() {
        insertKey(Optional.empty());
        var signing = credentials(KEY_ID, SECRET, Optional.empty());
        assertEquals(
                new Region("ap-south-1"), identify("kms", "ap-south-1", signing).region());
        assertEquals(Region.US_EAST_1, identify("iam", "ap-south-1", signing).region());
    }

    @Test
    void refusesARegionThatIsNotServed() {
        insertKey(Optional.empty());
        var signing = credentials(KEY_ID, SECRET, Optional.empty());
        var here = new Region("eu-central-1");
        var only = authenticator(Set.of(here));
        assertEquals(here, identify(only, "kms", "eu-central-1", signing).region());
        assertRefused(
                "InvalidSignatureException",
                "Credential should be scoped to a valid region, not 'us-east-1'.",
                () -> identify(only, "kms", "us-east-1", signing));
        assertEquals(
                Region.US_EAST_1, identify(only, "iam", "us-east-1", signing).region());
    }

    @Test
    void refusesAWrongSecret() {
        insertKey(Optional.empty());
        var wrong = credentials(KEY_ID, SECRET.replace('w', 'x'), Optional.empty());
        assertRefused(
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the"
                        + " service documentation for details.",
                () -> identify("kms", "eu-central-1", wrong));
    }

    @Test
    void refusesAnUnknownKey() {
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, this::identifyLongTerm);
        assertRefused("InvalidClientTokenId", INVALID_TOKEN, this::identifyLongTerm);
    }

    @Test
    void knowsAKeyAsSoonAsItExists() {
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, this::identifyLongTerm);
        insertKey(Optional.empty());
        assertInstanceOf(Principal.Root.class, identifyLongTerm().principal());
    }

    @Test
    void refusesAKeyOnceItIsDeactivated() {
        var key = insertKey(Optional.empty());
        identifyLongTerm();
        keyward.store().write(transaction -> {
            transaction.accessKeys().update(key.withStatus(AccessKey.Status.INACTIVE));
            return key;
        });
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, this::identifyLongTerm);
        keyward.store().write(transaction -> {
            transaction.accessKeys().update(key);
            return key;
        });
        identifyLongTerm();
    }

    @Test
    void refusesADeletedKey() {
        var key = insertKey(Optional.empty());
        identifyLongTerm();
        keyward.store().write(transaction -> {
            transaction.accessKeys().delete(key);
            return key;
        });
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, this::identifyLongTerm);
    }

    @Test
    void refusesALongTermKeyWithASessionToken() {
        insertKey(Optional.empty());
        var token = token(new SessionToken.RootHolder(ACCOUNT));
        var mixed = credentials(KEY_ID, SECRET, Optional.of(token));
        assertRefused(
                "UnrecognizedClientException",
                INVALID_TOKEN,
                () -> identify("kms", "eu-central-1", mixed));
    }

    @Test
    void refusesATemporaryKeyWithoutItsToken() {
        var bare = credentials(TEMPORARY_ID, SECRET, Optional.empty());
        assertRefused(
                "UnrecognizedClientException",
                INVALID_TOKEN,
                () -> identify("kms", "eu-central-1", bare));
    }

    @Test
    void refusesATokenThatWasChangedOrIsNone() {
        var token = token(new SessionToken.RootHolder(ACCOUNT));
        identifyTemporary(token);
        var changed = (token.charAt(60) == 'A' ? "B" : "A");
        for (var other : new String[] {
            token.substring(0, 60) + changed + token.substring(61), "x", token + "AAAA"
        }) {
            assertRefused(
                    "UnrecognizedClientException", INVALID_TOKEN, () -> identifyTemporary(other));
        }
    }

    @Test
    void refusesATokenUnderAnotherAccessKey() {
        var token = token(new SessionToken.RootHolder(ACCOUNT));
        var swapped = credentials("ASIAEXAMPLEEXAMPLE33", SECRET, Optional.of(token));
        assertRefused(
                "UnrecognizedClientException",
                INVALID_TOKEN,
                () -> identify("kms", "eu-central-1", swapped));
    }

    @Test
    void refusesATokenWithAnotherSecret() {
        var token = token(new SessionToken.RootHolder(ACCOUNT));
        var forged = credentials(TEMPORARY_ID, SECRET.replace('w', 'x'), Optional.of(token));
        assertRefused(
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method. Consult the"
                        + " service documentation for details.",
                () -> identify("kms", "eu-central-1", forged));
    }

    @Test
    void refusesAnExpiredTokenToTheSecond() {
        var token = token(new SessionToken.RootHolder(ACCOUNT));
        keyward.clock().advance(HOUR.minusSeconds(1));
        identifyTemporary(token);
        keyward.clock().advance(Duration.ofSeconds(1));
        for (var code : new String[] {"ExpiredTokenException", "ExpiredToken"}) {
            assertRefused(
                    code,
                    "The security token included in the request is expired",
                    () -> identifyTemporary(token));
        }
    }

    @Test
    void knowsASessionOfARole() {
        var role = keyward.role("ops", TRUSTING_NOBODY);
        var caller =
                identifyTemporary(token(new SessionToken.RoleHolder(ACCOUNT, role.id(), "s1")));
        assertEquals(
                new Principal.AssumedRole(
                        ACCOUNT,
                        "arn:aws:sts::123456789012:assumed-role/ops/s1",
                        role.arn().toString(),
                        role.id(),
                        "s1"),
                caller.principal());
        assertTrue(caller.session().isPresent());
    }

    @Test
    void endsTheSessionsOfADeletedRoleForGood() {
        var role = keyward.role("ops", TRUSTING_NOBODY);
        var token = token(new SessionToken.RoleHolder(ACCOUNT, role.id(), "s1"));
        identifyTemporary(token);
        delete(role);
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, () -> identifyTemporary(token));
        keyward.role("ops", TRUSTING_NOBODY);
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, () -> identifyTemporary(token));
    }

    private void delete(Role role) {
        keyward.store().write(transaction -> {
            transaction.roles().delete(role);
            return role;
        });
    }

    @Test
    void endsTheSessionsOfADeletedUser() {
        var alice = keyward.userOf(keyward.user("alice"));
        var token = token(new SessionToken.UserHolder(ACCOUNT, alice.id()));
        identifyTemporary(token);
        keyward.store().write(transaction -> {
            transaction.users().delete(alice);
            return alice;
        });
        keyward.user("alice");
        assertRefused("UnrecognizedClientException", INVALID_TOKEN, () -> identifyTemporary(token));
    }

    @Test
    void callsAUserByItsNewNameAfterARename() {
        var alice = keyward.userOf(keyward.user("alice"));
        insertKey(Optional.of(alice.id()));
        identifyLongTerm();
        keyward.store().write(transaction -> {
            transaction.users().update(alice.renamed("/staff/", "alicia"));
            return alice;
        });
        assertEquals(
                "arn:aws:iam::123456789012:user/staff/alicia",
                identifyLongTerm().principal().arn());
    }

    @Test
    void takesSessionsOfUsersEverywhereButInIam() {
        var alice = keyward.userOf(keyward.user("alice"));
        var token = token(new SessionToken.UserHolder(ACCOUNT, alice.id()));
        var signing = credentials(TEMPORARY_ID, SECRET, Optional.of(token));
        identify("sts", "eu-central-1", signing);
        assertRefused(
                "InvalidClientTokenId", INVALID_TOKEN, () -> identify("iam", "us-east-1", signing));
    }

    @Test
    void takesSessionsOfRolesInIam() {
        var role = keyward.role("ops", TRUSTING_NOBODY);
        var token = token(new SessionToken.RoleHolder(ACCOUNT, role.id(), "s1"));
        identify("iam", "us-east-1", credentials(TEMPORARY_ID, SECRET, Optional.of(token)));
    }

    @Test
    void keepsSigningKeysForManyScopes() {
        insertKey(Optional.empty());
        var signing = credentials(KEY_ID, SECRET, Optional.empty());
        for (var number = 1; number < 50; number++) {
            identify("kms", "eu-central-" + number, signing);
        }
        identify("kms", "eu-central-1", signing);
    }

    @Test
    void refusesARequestWithoutSignature() {
        var bare = new HttpRequest("POST", "/", "", Headers.of(Map.of("host", "h")), new byte[0]);
        assertRefused(
                "MissingAuthenticationTokenException",
                "Request is missing Authentication Token",
                () -> authenticator.identify(bare, "kms", TestingKeyward.START));
    }
}
