package dev.keyward.server.federation;

import static dev.keyward.server.TestingKeyward.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyward.server.authorize.Caller.SessionTags;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are believed, and every way to forge one. */
final class WebIdentitiesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::123456789012:role/ops";
    private static final String PRINCIPAL =
            "arn:aws:iam::123456789012:oidc-provider/issuer.example.org";
    private static final String INVALID = "InvalidIdentityToken";
    private static final String NOT_A_JWT = "The ID Token provided is not a valid JWT. (You may"
            + " see this error if you sent an Access Token)";
    private static final String NO_KEY = "Couldn't retrieve verification key from your identity"
            + " provider,  please reference AssumeRoleWithWebIdentity documentation for"
            + " requirements";
    private static final String BAD_SIGNATURE =
            "the signature of the token is not one of its issuer";

    private final TestingIssuer issuer = new TestingIssuer("issuer.example.org");
    private final TestingIssuers world = new TestingIssuers();
    private final WebIdentities identities = new WebIdentities(PinnedKeys.none(), world);

    WebIdentitiesTest() {
        world.answer(issuer);
    }

    private static Issuer known(String... clientIds) {
        return new Issuer(
                PRINCIPAL, "issuer.example.org", Optional.of(List.of(clientIds)), List.of());
    }

    private WebIdentity verify(String token) {
        return verify(token, NOW);
    }

    private WebIdentity verify(String token, Instant now) {
        return identities.verify(
                WebIdentityToken.parse(token), known("sts.amazonaws.com"), ROLE, now);
    }

    private Map<String, Object> claims(Consumer<Map<String, Object>> change) {
        var claims = issuer.claims("alice", NOW);
        change.accept(claims);
        return claims;
    }

    private void refuses(String message, String token) {
        assertRefused(INVALID, message, () -> verify(token));
    }

    private void refusesClaims(String message, Consumer<Map<String, Object>> change) {
        refuses(message, issuer.token(claims(change)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "EdDSA"})
    void believesTokensOfEveryAlgorithmWithAPublicKey(String algorithm) {
        issuer.addKey(algorithm);
        world.answer(issuer);
        var identity = verify(issuer.token(algorithm, issuer.claims("alice", NOW)));
        assertEquals(PRINCIPAL, identity.federation().provider());
        assertEquals("alice", WebIdentityKeys.subject(identity.federation()));
        assertEquals("sts.amazonaws.com", WebIdentityKeys.audience(identity.federation()));
        assertEquals(NOW.plusSeconds(600), identity.expires());
        assertEquals(SessionTags.NONE, identity.tags());
        assertEquals(Optional.empty(), identity.sourceIdentity());
    }

    @Test
    void findsTheOneKeyOfAProviderForATokenThatNamesNone() {
        verify(issuer.sign("ES256", Map.of(), JsonUtil.toJson(issuer.claims("alice", NOW))));
    }

    // Attacks.

    @Test
    void refusesATokenWithAlgNone() {
        var claims = TestingIssuer.bytes(JsonUtil.toJson(issuer.claims("alice", NOW)));
        for (var alg : List.of("none", "None", "NONE", "nOnE")) {
            var header = TestingIssuer.bytes("{\"alg\":\"" + alg + "\",\"kid\":\"ES256\"}");
            refuses(NOT_A_JWT, TestingIssuer.join(List.of(header, claims, new byte[0])));
            refuses(NOT_A_JWT, TestingIssuer.join(List.of(header, claims, new byte[64])));
        }
        var genuine = issuer.token(issuer.claims("alice", NOW));
        refuses(NOT_A_JWT, genuine.substring(0, genuine.lastIndexOf('.')));
        refuses(BAD_SIGNATURE, genuine.substring(0, genuine.lastIndexOf('.') + 1));
    }

    @Test
    void refusesAMacUnderThePublicKeyWhichIsKeyConfusion() throws Exception {
        issuer.addKey("RS256");
        world.answer(issuer);
        var claims = TestingIssuer.bytes(JsonUtil.toJson(issuer.claims("alice", NOW)));
        for (var algorithm : List.of("RS256", "ES256")) {
            PublicKey key = issuer.key(algorithm).getPublicKey();
            for (var secret : List.of(
                    key.getEncoded(),
                    TestingIssuer.bytes(pem(key)),
                    TestingIssuer.bytes(issuer.keySet()))) {
                var header =
                        TestingIssuer.bytes("{\"alg\":\"HS256\",\"kid\":\"" + algorithm + "\"}");
                var signed = TestingIssuer.join(List.of(header, claims));
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                var tag = TestingIssuer.join(List.of(mac.doFinal(TestingIssuer.bytes(signed))));
                refuses(NOT_A_JWT, signed + "." + tag);
            }
        }
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    @Test
    void refusesAKeyThatTheTokenBringsItself() {
        var mallory = new TestingIssuer("issuer.example.org");
        var claims = JsonUtil.toJson(mallory.claims("alice", NOW));
        var jwk = mallory.key("ES256").toParams(OutputControlLevel.PUBLIC_ONLY);
        refuses(BAD_SIGNATURE, mallory.sign("ES256", Map.of("kid", "ES256", "jwk", jwk), claims));
        refuses(
                BAD_SIGNATURE,
                mallory.sign(
                        "ES256",
                        Map.of("kid", "ES256", "jku", "https://mallory.example.org/keys"),
                        claims));
        refuses(NO_KEY, mallory.sign("ES256", Map.of("kid", "mine", "jwk", jwk), claims));
    }

    @Test
    void refusesAnEcdsaSignatureOfZeros() {
        var token = issuer.token(issuer.claims("alice", NOW));
        var zeros = TestingIssuer.join(List.of(new byte[64]));
        refuses(BAD_SIGNATURE, token.substring(0, token.lastIndexOf('.') + 1) + zeros);
    }

    @Test
    void refusesClaimsThatWereChangedAfterSigning() {
        var token = issuer.token(issuer.claims("alice", NOW)).split("\\.", -1);
        var other = issuer.token(issuer.claims("mallory", NOW)).split("\\.", -1);
        refuses(BAD_SIGNATURE, token[0] + "." + other[1] + "." + token[2]);
    }

    @Test
    void refusesATokenForAnotherAudience() {
        refusesClaims("Incorrect token audience", claims -> claims.put("aud", "other"));
        refusesClaims("Incorrect token audience", claims -> claims.put("aud", ""));
        refusesClaims("Missing a required claim: aud", claims -> claims.remove("aud"));
        refusesClaims("Missing a required claim: aud", claims -> claims.put("aud", List.of()));
        var token = issuer.token(issuer.claims("alice", NOW));
        assertRefused(
                INVALID,
                "Incorrect token audience",
                () -> identities.verify(WebIdentityToken.parse(token), known(), ROLE, NOW));
    }

    @Test
    void goesByTheAuthorizedPartyIfThereIsOne() {
        refusesClaims("Incorrect token audience", claims -> claims.put("azp", "other"));
        refusesClaims("Incorrect token audience", claims -> claims.put("azp", ""));
        var audiences = List.of("backend", "sts.amazonaws.com");
        refusesClaims("Incorrect token audience", claims -> claims.put("aud", audiences));
        var keys = verify(issuer.token(claims(claims -> {
                    claims.put("aud", audiences);
                    claims.put("azp", "sts.amazonaws.com");
                })))
                .federation();
        assertEquals("sts.amazonaws.com", WebIdentityKeys.audience(keys));
        assertEquals(audiences, keys.multiple().get("issuer.example.org:oaud"));
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        for (var iss : List.of(
                "https://issuer.example.org/",
                "https://ISSUER.example.org",
                "http://issuer.example.org",
                "issuer.example.org",
                "https://issuer.example.org.mallory.example")) {
            refusesClaims(
                    "No OpenIDConnect provider found in your account for " + iss,
                    claims -> claims.put("iss", iss));
        }
        refusesClaims("Missing a required claim: iss", claims -> claims.remove("iss"));
    }

    @Test
    void refusesATokenThatAnotherProviderSignedInTheNameOfThisOne() {
        var other = new TestingIssuer("other.example.org");
        world.answer(other);
        var claims = other.claims("alice", NOW);
        claims.put("iss", issuer.iss());
        refuses(BAD_SIGNATURE, other.token(claims));
    }

    @Test
    void refusesAnExpiredToken() {
        var token = issuer.token(issuer.claims("alice", NOW));
        verify(token, NOW.plusSeconds(599));
        assertRefused(
                "ExpiredTokenException",
                "Token expired: current date/time 1795522200 must be before the expiration"
                        + " date/time 1795522200",
                () -> verify(token, NOW.plusSeconds(600)));
        refusesClaims("Missing a required claim: exp", claims -> claims.remove("exp"));
        refusesClaims(malformed("exp"), claims -> claims.put("exp", "1795522200"));
        refusesClaims(malformed("exp"), claims -> claims.put("exp", 1e300));
    }

    private static String malformed(String claim) {
        return "the claim " + claim + " of the token is not of the form that it must have";
    }

    @Test
    void refusesATokenThatIsNotValidYet() {
        for (var claim : List.of("nbf", "iat")) {
            verify(issuer.token(claims(claims -> claims.put(claim, NOW.getEpochSecond() + 60))));
            refusesClaims(
                    "the token is not valid yet",
                    claims -> claims.put(claim, NOW.getEpochSecond() + 61));
        }
        refusesClaims("Missing a required claim: iat", claims -> claims.remove("iat"));
    }

    @Test
    void refusesATokenWithAnUnknownKeyId() {
        refuses(
                NO_KEY,
                issuer.sign(
                        "ES256",
                        Map.of("kid", "unknown"),
                        JsonUtil.toJson(issuer.claims("alice", NOW))));
    }

    @Test
    void refusesAKeyOfAnotherAlgorithmThanTheTokens() {
        issuer.addKey("ES384");
        world.answer(issuer);
        refuses(
                BAD_SIGNATURE,
                issuer.sign(
                        "ES384",
                        Map.of("kid", "ES256"),
                        JsonUtil.toJson(issuer.claims("alice", NOW))));
    }

    @Test
    void refusesAnRsaKeyThatIsTooShort() throws Exception {
        var weak = RsaJwkGenerator.generateJwk(1024);
        weak.setKeyId("weak");
        world.answer(issuer, new JsonWebKeySet(weak).toJson());
        var signature = new JsonWebSignature();
        signature.setDoKeyValidation(false);
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKeyIdHeaderValue("weak");
        signature.setPayload(JsonUtil.toJson(issuer.claims("alice", NOW)));
        signature.setKey(weak.getPrivateKey());
        refuses(BAD_SIGNATURE, signature.getCompactSerialization());
    }

    @Test
    void refusesATokenWithAClaimThatStandsTwice() {
        var claims = JsonUtil.toJson(issuer.claims("alice", NOW));
        for (var more : List.of("\"aud\":\"other\"", "\"sub\":\"mallory\"", "\"sub\":\"alice\"")) {
            var twice = claims.substring(0, claims.length() - 1) + "," + more + "}";
            refuses(NOT_A_JWT, issuer.sign("ES256", Map.of("kid", "ES256"), twice));
        }
    }

    @Test
    void refusesATokenWithAHeaderThatStandsTwice() {
        var token = issuer.token(issuer.claims("alice", NOW));
        var header = TestingIssuer.bytes("{\"alg\":\"ES256\",\"kid\":\"ES256\",\"alg\":\"none\"}");
        refuses(
                NOT_A_JWT,
                TestingIssuer.join(List.of(header)) + token.substring(token.indexOf('.')));
    }

    @Test
    void refusesHeadersOfAnotherKindThanText() {
        var token = issuer.token(issuer.claims("alice", NOW));
        for (var name : List.of("alg", "kid", "typ", "x5t", "x5t#S256")) {
            for (var value : List.of("5", "[]", "{}", "true")) {
                var more = name.equals("alg") ? "" : ",\"alg\":\"ES256\"";
                var header = TestingIssuer.bytes("{\"" + name + "\":" + value + more + "}");
                refuses(
                        NOT_A_JWT,
                        TestingIssuer.join(List.of(header)) + token.substring(token.indexOf('.')));
            }
        }
    }

    @Test
    void refusesCriticalHeadersAndTokensOfAnotherType() {
        var claims = JsonUtil.toJson(issuer.claims("alice", NOW));
        for (Map<String, Object> headers : List.of(
                Map.<String, Object>of("kid", "ES256", "crit", List.of("exp")),
                Map.<String, Object>of("kid", "ES256", "typ", "at+jwt"),
                Map.<String, Object>of("kid", "ES256", "typ", "logout+jwt"))) {
            refuses(NOT_A_JWT, issuer.sign("ES256", headers, claims));
        }
        verify(issuer.sign("ES256", Map.of("kid", "ES256", "typ", "JWT"), claims));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "...",
                "a.b",
                "a.b.c",
                "a.b.c.d.e",
                "eyJhbGciOiJFUzI1NiJ9.e30.",
                "eyJhbGciOiJFUzI1NiJ9.W10.AAAA",
                "e30.e30.AAAA",
                "opaque access token"
            })
    void refusesWhatIsNoToken(String text) {
        assertRefused(
                INVALID,
                text.equals("eyJhbGciOiJFUzI1NiJ9.e30.")
                        ? "Missing a required claim: iss"
                        : NOT_A_JWT,
                () -> verify(text));
    }

    // What a token says.

    @Test
    void tellsTheKeysThatPoliciesMayAskFor() {
        var keys = verify(issuer.token(claims(claims -> {
                    claims.put("email", "alice@example.org");
                    claims.put("amr", List.of("pwd", "otp"));
                    claims.put("groups", List.of("admins"));
                    claims.put("aws:PrincipalArn", "arn:aws:iam::123456789012:root");
                })))
                .federation();
        assertEquals(
                Map.of(
                        "issuer.example.org:aud", "sts.amazonaws.com",
                        "issuer.example.org:email", "alice@example.org",
                        "issuer.example.org:oaud", "sts.amazonaws.com",
                        "issuer.example.org:sub", "alice",
                        "sts:RoleAuthorizedByIdp", "false"),
                keys.single());
        assertEquals(Map.of("issuer.example.org:amr", List.of("pwd", "otp")), keys.multiple());
        var session = WebIdentityKeys.inSession(keys);
        assertEquals(
                Set.of("issuer.example.org:aud", "issuer.example.org:sub"),
                session.single().keySet());
        assertEquals(keys.multiple(), session.multiple());
    }

    @Test
    void readsTagsInBothForms() {
        var expected = new TreeMap<>(Map.of("Team", "blue", "Cost", "1"));
        var nested = verify(issuer.token(claims(claims -> claims.put(
                "https://aws.amazon.com/tags",
                Map.of(
                        "principal_tags", Map.of("Team", List.of("blue"), "Cost", "1"),
                        "transitive_tag_keys", List.of("Team"))))));
        assertEquals(new SessionTags(expected, Set.of("Team")), nested.tags());
        var flat = verify(issuer.token(claims(claims -> {
            claims.put("https://aws.amazon.com/tags/principal_tags/Team", "blue");
            claims.put("https://aws.amazon.com/tags/principal_tags/Cost", List.of("1"));
            claims.put("https://aws.amazon.com/tags/transitive_tag_keys", List.of("Team"));
        })));
        assertEquals(nested.tags(), flat.tags());
    }

    @Test
    void refusesTagsThatCannotBeSet() {
        var tags = "https://aws.amazon.com/tags";
        for (Object value : List.of(
                "text",
                List.of(Map.of("principal_tags", Map.of("a", "1"))),
                Map.of("principal_tags", "text"),
                Map.of("principal_tags", Map.of("a", List.of("1", "2"))),
                Map.of("principal_tags", Map.of("a", List.of())),
                Map.of("principal_tags", Map.of("a", 1)),
                Map.of("principal_tags", Map.of("aws:a", "1")),
                Map.of("principal_tags", Map.of("a", "1", "A", "2")),
                Map.of("principal_tags", Map.of("a", "x".repeat(257))),
                Map.of("principal_tags", Map.of("a".repeat(129), "1")),
                Map.of("principal_tags", Map.of("a", "1"), "transitive_tag_keys", List.of("b")))) {
            refusesClaims(malformed(tags), claims -> claims.put(tags, value));
        }
    }

    @Test
    void readsTheSourceIdentity() {
        var name = "https://aws.amazon.com/source_identity";
        assertEquals(
                Optional.of("alice@example.org"),
                verify(issuer.token(claims(claims -> claims.put(name, "alice@example.org"))))
                        .sourceIdentity());
        for (Object value : List.of("a", "a b", "x".repeat(65), 7, List.of("alice"))) {
            refusesClaims(malformed(name), claims -> claims.put(name, value));
        }
    }

    @Test
    void keepsATokenToTheRolesThatItNames() {
        var name = "https://aws.amazon.com/roles";
        for (Object roles : List.of(ROLE, List.of("arn:aws:iam::123456789012:role/x", ROLE))) {
            assertEquals(
                    "true",
                    verify(issuer.token(claims(claims -> claims.put(name, roles))))
                            .federation()
                            .single()
                            .get(WebIdentityKeys.FOR_ROLE));
        }
        for (Object roles : List.of(
                "arn:aws:iam::123456789012:role/other",
                List.of(),
                "arn:aws:iam::123456789012:role/*",
                "ops")) {
            refusesClaims(
                    "The target role ARN is not present in the roles claim of the identity token",
                    claims -> claims.put(name, roles));
        }
    }

    // Where keys come from.

    @Test
    void asksAProviderOnceInAQuarterOfAnHour() {
        var token = issuer.token(claims(claims -> claims.put("exp", NOW.getEpochSecond() + 9_000)));
        verify(token);
        verify(token, NOW.plusSeconds(899));
        assertEquals(1, world.asked());
        verify(token, NOW.plusSeconds(900));
        assertEquals(2, world.asked());
    }

    @Test
    void asksAgainForAKeyThatIsNewButNotMoreOftenThanEveryTenSeconds() {
        verify(issuer.token(issuer.claims("alice", NOW)));
        issuer.addKey("EdDSA");
        world.answer(issuer);
        var token = issuer.token("EdDSA", issuer.claims("alice", NOW));
        for (var number = 0; number < 100; number++) {
            assertRefused(INVALID, NO_KEY, () -> verify(token, NOW.plusSeconds(9)));
        }
        assertEquals(1, world.asked());
        verify(token, NOW.plusSeconds(10));
        assertEquals(2, world.asked());
    }

    @Test
    void usesNoOldKeysWhenTheProviderIsSilentAndTriesAgain() {
        var token = issuer.token(claims(claims -> claims.put("exp", NOW.getEpochSecond() + 9_000)));
        verify(token);
        world.silence(issuer);
        verify(token, NOW.plusSeconds(899));
        for (var number = 0; number < 100; number++) {
            assertRefused(
                    "IDPCommunicationError",
                    "the identity provider does not answer",
                    () -> verify(token, NOW.plusSeconds(900)));
        }
        assertEquals(2, world.asked());
        world.answer(issuer);
        verify(token, NOW.plusSeconds(910));
    }

    @Test
    void doesNotAskForATokenThatIsRefusedAnyway() {
        refusesClaims("Incorrect token audience", claims -> claims.put("aud", "other"));
        assertRefused(
                "ExpiredTokenException",
                "Token expired: current date/time 1795522200 must be before the expiration"
                        + " date/time 1795522200",
                () -> verify(issuer.token(issuer.claims("alice", NOW)), NOW.plusSeconds(600)));
        assertEquals(0, world.asked());
    }

    @Test
    void refusesKeySetsThatAreNone() {
        for (var keySet : List.of(
                "",
                "{}",
                "[]",
                "<html/>",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":5}]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":5,\"e\":[]}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"ES256\"}]}")) {
            var other = new WebIdentities(PinnedKeys.none(), _ -> keySet);
            var token = WebIdentityToken.parse(issuer.token(issuer.claims("alice", NOW)));
            assertRefused(
                    INVALID,
                    NO_KEY,
                    () -> other.verify(token, known("sts.amazonaws.com"), ROLE, NOW));
        }
    }

    @Test
    void asksNobodyForKeysThatAreGiven() throws Exception {
        var pinned = PinnedKeys.parse("{\"https://issuer.example.org\": " + issuer.keySet() + "}");
        var given = new WebIdentities(pinned, world);
        var token = WebIdentityToken.parse(issuer.token(issuer.claims("alice", NOW)));
        given.verify(token, known("sts.amazonaws.com"), ROLE, NOW);
        issuer.addKey("EdDSA");
        world.answer(issuer);
        var other = WebIdentityToken.parse(issuer.token("EdDSA", issuer.claims("alice", NOW)));
        assertRefused(
                INVALID, NO_KEY, () -> given.verify(other, known("sts.amazonaws.com"), ROLE, NOW));
        assertEquals(0, world.asked());
    }
}
