package dev.keyward.server.sts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.wire.Struct;

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
        var issued = tokens.issue(holder, session, random);
        return Struct.builder()
                .put("AccessKeyId", issued.accessKeyId())
                .put("SecretAccessKey", issued.secretAccessKey())
                .put("SessionToken", issued.token())
                .put("Expiration", session.expires())
                .build();
    }
}
