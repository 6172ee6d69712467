package dev.keyward.server.authorize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.policy.Principal;
import dev.keyward.server.store.Snapshot;

import java.util.Optional;

/**
 * Finds temporary credentials, which live in their session token only. What a token opened to is
 * kept: a token is as good as its text, and whether its holder still exists is asked each time.
 */
final class TemporaryKeys {

    private static final int MOST_KEPT = 10_000;

    private final SessionTokens tokens;
    private final Principals principals;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

    private record Kept(SessionToken token, SigningKeys signingKeys) {}

    TemporaryKeys(SessionTokens tokens, Principals principals) {
        this.tokens = tokens;
        this.principals = principals;
    }

    /**
     * The credentials that {@code sessionToken} holds. They may have expired. Empty if the token is
     * none of ours or belongs to another access key, or if its user or role is gone.
     */
    Optional<KnownCredentials> find(String accessKeyId, String sessionToken, Snapshot snapshot) {
        return open(sessionToken)
                .filter(found -> found.token().accessKeyId().equals(accessKeyId))
                .flatMap(found -> principal(found.token().holder(), snapshot)
                        .map(principal -> new KnownCredentials(
                                new Caller(
                                        principal,
                                        accessKeyId,
                                        Optional.of(found.token().session())),
                                found.signingKeys())));
    }

    private Optional<Kept> open(String sessionToken) {
        var known = kept.getIfPresent(sessionToken);
        if (known != null) {
            return Optional.of(known);
        }
        var opened = tokens.open(sessionToken)
                .map(token -> new Kept(
                        token, new SigningKeys(() -> token.secret().use(SecretBytes::copyOf))));
        opened.ifPresent(found -> kept.put(sessionToken, found));
        return opened;
    }

    private Optional<Principal> principal(SessionToken.Holder holder, Snapshot snapshot) {
        return switch (holder) {
            case SessionToken.RootHolder root -> Optional.of(new Principal.Root(root.account()));
            case SessionToken.UserHolder user ->
                principals.user(user.account(), user.userId(), snapshot);
            case SessionToken.FederatedHolder federated ->
                principals.federated(federated, snapshot);
            case SessionToken.RoleHolder role -> principals.session(role, snapshot);
        };
    }
}
