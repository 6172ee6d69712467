package dev.keyward.server.kms.common;

import dev.keyward.crypto.SecretBytes;
import dev.keyward.crypto.wrap.RootKey;
import dev.keyward.crypto.wrap.Sealer;
import dev.keyward.policy.Arn;
import dev.keyward.server.model.Grant;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Grant tokens: which grant each stands for is sealed in it, so that nothing of them is stored and
 * nobody can read or make one. No two are alike. They give nothing to whoever holds them, since a grant
 * is in force as soon as it is made, and end with their grant.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: KMS Developer Guide, "Using a grant token".
 */
public final class GrantTokens {

    private static final String MEMBER = "GrantTokens";

    /** Source: KMS API Reference, {@code GrantToken}. */
    private static final int MOST_CHARACTERS = 8192;

    private static final byte[] NO_AAD = {};

    /** Stands between the key's ARN and the grant's id, which both do not have it. */
    private static final String SEPARATOR = "\n";

    private final Sealer sealer;

    public GrantTokens(RootKey rootKey) {
        this.sealer = rootKey.sealer("grant-token");
    }

    /** The grant that a genuine token stands for, be it there still or not. */
    public record Named(Arn keyArn, String grantId) {}

    /** A new token for {@code grant}. */
    public String seal(Grant grant) {
        var text = grant.keyArn() + SEPARATOR + grant.id();
        var sealed = sealer.seal(text.getBytes(StandardCharsets.UTF_8), NO_AAD);
        return Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * Checks the tokens of a request: each must be genuine, and its grant there. A genuine token changes
     * nothing, be it for the key in question or for another.
     *
     * @throws ServiceException {@code InvalidGrantTokenException}
     */
    public Consumer<Snapshot> check(Struct input) {
        var named = input.texts(MEMBER).stream().map(this::open).toList();
        return snapshot -> named.forEach(token -> require(token, snapshot));
    }

    /**
     * What {@code token} stands for.
     *
     * @throws ServiceException {@code InvalidGrantTokenException} if it was not made here, or was changed
     */
    public Named open(String token) {
        return unsealed(token)
                .map(GrantTokens::named)
                .orElseThrow(KmsError.INVALID_GRANT_TOKEN::withoutMessage);
    }

    private Optional<SecretBytes> unsealed(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return sealer.open(Base64.getDecoder().decode(token), NO_AAD);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Named named(SecretBytes opened) {
        try (opened) {
            var text = opened.use(bytes -> new String(bytes, StandardCharsets.UTF_8));
            var parts = text.split(SEPARATOR, -1);
            return new Named(Arn.parse(parts[0]), parts[1]);
        }
    }

    /**
     * The grant of a genuine token.
     *
     * @throws ServiceException {@code InvalidGrantTokenException} if it was retired or revoked, or its
     *     key was deleted
     */
    public static Grant require(Named named, Snapshot snapshot) {
        return snapshot.grants()
                .find(named.keyArn(), named.grantId())
                .orElseThrow(KmsError.INVALID_GRANT_TOKEN::withoutMessage);
    }
}
