package dev.keyward.server.authorize;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.wire.sigv4.Scope;
import dev.keyward.wire.sigv4.SigningKey;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The signing keys of one access key, each derived once for a day, Region and service. The secret is
 * opened for deriving only.
 *
 * <p>Safe for use by many threads.
 */
final class SigningKeys {

    /** Three services over midnight in a few Regions; when there are more, all are derived anew. */
    private static final int MOST = 16;

    private final Supplier<SecretBytes> secret;
    private final Map<Scope, SigningKey> keys = new ConcurrentHashMap<>();

    /** {@code secret} is opened when it is needed, and the one who opened it closes it. */
    SigningKeys(Supplier<SecretBytes> secret) {
        this.secret = secret;
    }

    SigningKey of(Scope scope) {
        var known = keys.get(scope);
        if (known != null) {
            return known;
        }
        if (keys.size() >= MOST) {
            keys.clear();
        }
        try (var opened = secret.get()) {
            var derived = opened.use(bytes -> SigningKey.derive(bytes, scope));
            keys.put(scope, derived);
            return derived;
        }
    }
}
