package dev.keyward.server.authorize;

import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;
import dev.keyward.policy.AccountId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Encodes why a request was not authorized, for a service that gives its callers such a message, as EC2
 * does: they cannot read it, and hand it to somebody of their account who may. A message is sealed, bound
 * to the caller's account and good for a day.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: STS API Reference, "DecodeAuthorizationMessage".
 */
public final class EncodedRefusals {

    /** What the operation takes. */
    private static final int MOST_CHARACTERS = 10_240;

    /** AWS says that messages expire, not when. */
    private static final Duration LIFE = Duration.ofDays(1);

    private final Sealer sealer;

    public EncodedRefusals(RootKey rootKey) {
        this.sealer = rootKey.sealer("authorization-message");
    }

    /** The message for the caller, at most 10,240 characters that may stand in a URL. */
    public String encode(Authorizer.Refusal refusal, Call call) {
        // What a request brings has no bound of its own, so that the least important goes first.
        for (var detail : RefusalJson.Detail.values()) {
            var encoded = seal(RefusalJson.write(refusal, call.caller(), detail), call);
            if (encoded.length() <= MOST_CHARACTERS) {
                return encoded;
            }
        }
        throw new IllegalStateException("an authorization message of more than " + MOST_CHARACTERS
                + " characters without details");
    }

    private String seal(String json, Call call) {
        var compressed = Compressed.of(json);
        var plain = ByteBuffer.allocate(Long.BYTES + compressed.length)
                .putLong(call.now().plus(LIFE).getEpochSecond())
                .put(compressed)
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealer.seal(plain, aad(call.account())));
    }

    /**
     * What the message says, as JSON; empty unless it was encoded here for the account of the caller and
     * has not expired.
     */
    public Optional<String> decode(String message, Call call) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(message);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return sealer.open(sealed, aad(call.account())).flatMap(plain -> {
            try (plain) {
                return plain.use(bytes -> unexpired(ByteBuffer.wrap(bytes), call.now()));
            }
        });
    }

    private static Optional<String> unexpired(ByteBuffer plain, Instant now) {
        if (!now.isBefore(Instant.ofEpochSecond(plain.getLong()))) {
            return Optional.empty();
        }
        var compressed = new byte[plain.remaining()];
        plain.get(compressed);
        return Optional.of(Compressed.open(compressed));
    }

    private static byte[] aad(AccountId account) {
        return account.value().getBytes(StandardCharsets.US_ASCII);
    }
}
