package dev.keyward.server.authorize;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals session tokens for clients and opens those that clients send. Nothing of them is stored, so
 * they outlive a restart. Nobody without the root key can read, change or make one up.
 *
 * <p>Safe for use by many threads.
 */
public final class SessionTokens {

    /** Longer than any token that is sealed here, so that no effort goes into opening it. */
    private static final int MOST_CHARACTERS = 16_384;

    private static final byte[] NO_AAD = {};

    private final Sealer sealer;

    public SessionTokens(RootKey rootKey) {
        this.sealer = rootKey.sealer("session-token");
    }

    /** Temporary credentials as their holder gets them; the only time that the secret is outside. */
    public record Issued(String accessKeyId, String secretAccessKey, String token) {

        /** Leaves out the secret and the token. */
        @Override
        public String toString() {
            return "Issued[" + accessKeyId + "]";
        }
    }

    /** Fresh credentials for a session. */
    public Issued issue(SessionToken.Holder holder, Caller.Session session, RandomSource random) {
        var id = AccessKeyIds.fresh(AccessKeyIds.TEMPORARY, holder.account(), random);
        var secret = AccessKeyIds.freshSecret(random);
        try (var bytes = SecretBytes.taking(secret.getBytes(StandardCharsets.US_ASCII))) {
            return new Issued(id, secret, seal(new SessionToken(id, bytes, holder, session)));
        }
    }

    /** The text for {@code X-Amz-Security-Token}. */
    public String seal(SessionToken token) {
        return Base64.getEncoder().encodeToString(sealer.seal(TokenCodec.encode(token), NO_AAD));
    }

    /** What the token holds; empty unless it was sealed here and is unchanged. It may have expired. */
    Optional<SessionToken> open(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return sealer.open(sealed, NO_AAD).map(plain -> {
            try (plain) {
                return plain.use(TokenCodec::decode);
            }
        });
    }
}
