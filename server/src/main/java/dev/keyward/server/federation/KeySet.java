package dev.keyward.server.federation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys by which an issuer's tokens are verified. Keys of kinds that are not known are passed over.
 *
 * <p>Source: RFC 7517; IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM": at most
 * 100 RSA keys and 100 EC keys.
 */
final class KeySet {

    private static final int MOST_KEYS = 200;

    private final List<JsonWebKey> keys;

    private KeySet(List<JsonWebKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads a JSON Web Key Set.
     *
     * @throws KeysException if it is none, has no key, or too many
     */
    static KeySet parse(String json) throws KeysException {
        List<JsonWebKey> keys;
        try {
            requireObjects(JsonUtil.parseJson(json).get(JsonWebKeySet.JWK_SET_MEMBER_NAME));
            keys = new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException e) {
            throw KeysException.unusable("no JSON Web Key Set: " + e.getMessage());
        }
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw KeysException.unusable("a key set of " + keys.size() + " keys that are known");
        }
        return new KeySet(List.copyOf(keys));
    }

    /** What the library takes for granted. */
    private static void requireObjects(@Nullable Object keys) throws KeysException {
        if (!(keys instanceof List<?> list)
                || !list.stream().allMatch(key -> key instanceof Map<?, ?>)) {
            throw KeysException.unusable("no JSON Web Key Set: `keys` is no list of objects");
        }
    }

    /** The one key that the signature may be of; empty if there is none, or which one is not clear. */
    Optional<PublicJsonWebKey> find(JsonWebSignature signature) {
        List<JsonWebKey> found;
        try {
            found = new VerificationJwkSelector().selectList(signature, keys);
        } catch (JoseException _) {
            return Optional.empty(); // an algorithm that no key could be of
        }
        return found.size() == 1 && found.getFirst() instanceof PublicJsonWebKey key
                ? Optional.of(key)
                : Optional.empty();
    }
}
