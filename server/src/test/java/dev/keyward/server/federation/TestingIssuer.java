package dev.keyward.server.federation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An identity provider with real keys. Its tokens are good for ten minutes unless they say otherwise. */
public final class TestingIssuer {

    private static final int LIFE_SECONDS = 600;

    private final String url;
    private final Map<String, PublicJsonWebKey> keys = new TreeMap<>();

    /** One at {@code url}, without {@code https://}, with a key of the algorithm {@code ES256}. */
    public TestingIssuer(String url) {
        this.url = url;
        addKey(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    }

    public String url() {
        return url;
    }

    public String iss() {
        return "https://" + url;
    }

    /** Makes a key, whose id is its algorithm; a second one of an algorithm replaces the first. */
    public void addKey(String algorithm) {
        try {
            var key = switch (algorithm) {
                case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                case "ES384" -> EcJwkGenerator.generateJwk(EllipticCurves.P384);
                case "ES512" -> EcJwkGenerator.generateJwk(EllipticCurves.P521);
                case "EdDSA" -> OkpJwkGenerator.generateJwk("Ed25519");
                case "RS256", "RS384", "RS512" -> RsaJwkGenerator.generateJwk(2048);
                default -> throw new IllegalArgumentException(algorithm);
            };
            key.setKeyId(algorithm);
            keys.put(algorithm, key);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    PublicJsonWebKey key(String algorithm) {
        return Objects.requireNonNull(keys.get(algorithm));
    }

    /** The public keys. */
    public String keySet() {
        return new JsonWebKeySet(new ArrayList<>(keys.values()))
                .toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** The claims of a token for {@code subject}, made for {@code sts.amazonaws.com} now, to be changed. */
    public Map<String, Object> claims(String subject, Instant now) {
        var claims = new TreeMap<String, Object>();
        claims.put("iss", iss());
        claims.put("sub", subject);
        claims.put("aud", "sts.amazonaws.com");
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + LIFE_SECONDS);
        return claims;
    }

    /** A token with these claims, signed with {@code ES256}. */
    public String token(Map<String, Object> claims) {
        return token("ES256", claims);
    }

    public String token(String algorithm, Map<String, Object> claims) {
        return sign(algorithm, Map.of("kid", algorithm), JsonUtil.toJson(claims));
    }

    /** A token with these headers beside the algorithm, and this text as its claims. */
    public String sign(String algorithm, Map<String, Object> headers, String claims) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(algorithm);
            headers.forEach(signature.getHeaders()::setObjectHeaderValue);
            signature.setPayload(claims);
            signature.setKey(key(algorithm).getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Parts of a token, encoded and put together. */
    static String join(List<byte[]> parts) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return String.join(".", parts.stream().map(encoder::encodeToString).toList());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
