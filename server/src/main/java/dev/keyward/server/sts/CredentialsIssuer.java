package dev.keyward.server.sts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.SecretBytes;
import dev.keyward.server.authorize.AccessKeyIds;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.wire.Struct;

import java.nio.charset.StandardCharsets;

/** Makes temporary credentials. They live in their session token only. */
final class CredentialsIssuer {

    private final SessionTokens tokens;
    private final RandomSource random;

    CredentialsIssuer(SessionTokens tokens, RandomSource random) {
        this.tokens = tokens;
        this.random = random;
    }

    /** Fresh credentials for a session, as the {@code Credentials} of an output. */
    Struct issue(SessionToken.Holder holder, Session session) {
        var id = AccessKeyIds.fresh(AccessKeyIds.TEMPORARY, holder.account(), random);
        var secret = AccessKeyIds.freshSecret(random);
        try (var secretBytes = SecretBytes.taking(secret.getBytes(StandardCharsets.US_ASCII))) {
            return Struct.builder()
                    .put("AccessKeyId", id)
                    .put("SecretAccessKey", secret)
                    .put(
                            "SessionToken",
                            tokens.seal(new SessionToken(id, secretBytes, holder, session)))
                    .put("Expiration", session.expires())
                    .build();
        }
    }
}
