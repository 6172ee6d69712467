package dev.keyward.server.authorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keyward.crypto.Providers;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.TestingRandom;
import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.SessionToken.Holder;
import dev.keyward.server.authorize.SessionToken.RoleHolder;
import dev.keyward.server.authorize.SessionToken.RootHolder;
import dev.keyward.server.authorize.SessionToken.UserHolder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SessionTokensTest {

    private static final AccountId ACCOUNT = new AccountId("000000000012");
    private static final Instant ISSUED = Instant.parse("2026-11-24T12:00:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final RootKey rootKey = RootKey.generate(Providers.best(), new TestingRandom());
    private final SessionTokens tokens = new SessionTokens(rootKey);

    private static SessionToken token(Holder holder, Session session) {
        return new SessionToken(
                "ASIAEXAMPLEEXAMPLE22",
                SecretBytes.copyOf(SECRET.getBytes(StandardCharsets.US_ASCII)),
                holder,
                session);
    }

    private static Session plainSession() {
        return Session.between(ISSUED, ISSUED.plusSeconds(3600));
    }

    private static Session fullSession() {
        var tags = new TreeMap<String, String>();
        tags.put("team", "päyments");
        tags.put("empty", "");
        return new Session(
                ISSUED,
                ISSUED.plusSeconds(900),
                new SessionPolicies(
                        Optional.of("{\"Statement\":[]}".repeat(500)),
                        List.of(Arn.parse("arn:aws:iam::aws:policy/ReadOnlyAccess"))),
                new SessionTags(tags, Set.of("team")),
                Optional.of("alice@example.org"),
                new SignIn(
                        Optional.of(ISSUED.minusSeconds(5)),
                        Optional.of(new Federation(
                                "arn:aws:iam::111122223333:oidc-provider/issuer.example.org",
                                new TreeMap<>(Map.of("issuer.example.org:sub", "alice")),
                                new TreeMap<>(Map.of(
                                        "issuer.example.org:amr", List.of("pwd", "otp")))))));
    }

    @Test
    void opensWhatItSealed() {
        for (var token : List.of(
                token(new RootHolder(ACCOUNT), plainSession()),
                token(new UserHolder(ACCOUNT, "AIDAEXAMPLE"), plainSession()),
                token(new RoleHolder(ACCOUNT, "AROAEXAMPLE", "s1"), fullSession()))) {
            assertEquals(Optional.of(token), tokens.open(tokens.seal(token)));
        }
    }

    @Test
    void opensTokensAfterARestart() {
        var token = token(new RootHolder(ACCOUNT), plainSession());
        assertEquals(Optional.of(token), new SessionTokens(rootKey).open(tokens.seal(token)));
    }

    @Test
    void opensNoTokenThatWasChangedAnywhere() {
        var sealed = Base64.getDecoder()
                .decode(tokens.seal(token(new UserHolder(ACCOUNT, "AIDAEXAMPLE"), plainSession())));
        for (var at = 0; at < sealed.length; at++) {
            var changed = sealed.clone();
            changed[at] ^= 1;
            var text = Base64.getEncoder().encodeToString(changed);
            assertTrue(tokens.open(text).isEmpty(), "byte " + at);
        }
    }

    @Test
    void opensNothingThatWasNotSealedAsAToken() {
        var plain = TokenCodec.encode(token(new RootHolder(ACCOUNT), plainSession()));
        var marker = rootKey.sealer("page-marker").seal(plain, new byte[0]);
        assertTrue(tokens.open(Base64.getEncoder().encodeToString(marker)).isEmpty());
        assertTrue(tokens.open(Base64.getEncoder().encodeToString(plain)).isEmpty());
        assertTrue(tokens.open("").isEmpty());
        assertTrue(tokens.open("no token").isEmpty());
        assertTrue(tokens.open("A".repeat(1_000_000)).isEmpty());
        var token = tokens.seal(token(new RootHolder(ACCOUNT), plainSession()));
        assertTrue(tokens.open(token.substring(0, 40)).isEmpty());
        assertTrue(tokens.open(token + token).isEmpty());
    }

    @Test
    void opensNoTokenOfAnotherServer() {
        var token = tokens.seal(token(new RootHolder(ACCOUNT), plainSession()));
        var random = new TestingRandom();
        random.bytes(7);
        var other = new SessionTokens(RootKey.generate(Providers.best(), random));
        assertTrue(other.open(token).isEmpty());
    }

    @Test
    void showsNothingOfASession() {
        var token = token(new RoleHolder(ACCOUNT, "AROAEXAMPLE", "s1"), fullSession());
        var sealed = tokens.seal(token);
        var bytes = new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("AROAEXAMPLE"));
        assertFalse(bytes.contains(SECRET));
        assertFalse(token.toString().contains(SECRET));
        assertNotEquals(sealed, tokens.seal(token));
    }

    @Test
    void staysShortWithALongPolicy() {
        var token = token(new RoleHolder(ACCOUNT, "AROAEXAMPLE", "s1"), fullSession());
        assertTrue(tokens.seal(token).length() < 1000);
    }
}
