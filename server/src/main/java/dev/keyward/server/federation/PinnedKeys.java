package dev.keyward.server.federation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * The keys of issuers that the operator gives, for servers that must not or cannot ask providers. It is a
 * JSON object with a JSON Web Key Set for each issuer: {@code {"https://issuer": {"keys": [...]}}}.
 */
public final class PinnedKeys {

    private static final PinnedKeys NONE = new PinnedKeys(Map.of());

    private final Map<String, KeySet> byUrl;

    private PinnedKeys(Map<String, KeySet> byUrl) {
        this.byUrl = Map.copyOf(byUrl);
    }

    /** No issuer's keys are given. */
    public static PinnedKeys none() {
        return NONE;
    }

    /**
     * Reads the file's text.
     *
     * @throws KeysException if it is not of that form
     */
    public static PinnedKeys parse(String json) throws KeysException {
        Map<String, Object> issuers;
        try {
            issuers = JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw KeysException.unusable("is no JSON object: " + e.getMessage());
        }
        var byUrl = new LinkedHashMap<String, KeySet>();
        for (var issuer : issuers.entrySet()) {
            var url = Issuer.url(issuer.getKey())
                    .orElseThrow(() -> KeysException.unusable(
                            "names `" + issuer.getKey() + "`, which is no URL of HTTPS"));
            if (!(issuer.getValue() instanceof Map<?, ?> keys)) {
                throw KeysException.unusable("has no key set for " + issuer.getKey());
            }
            byUrl.put(url, KeySet.parse(json(keys)));
        }
        return new PinnedKeys(byUrl);
    }

    private static String json(Map<?, ?> keys) {
        var members = new LinkedHashMap<String, Object>();
        keys.forEach((name, value) -> members.put(String.valueOf(name), value));
        return JsonUtil.toJson(members);
    }

    Optional<KeySet> of(Issuer issuer) {
        return Optional.ofNullable(byUrl.get(issuer.url()));
    }
}
