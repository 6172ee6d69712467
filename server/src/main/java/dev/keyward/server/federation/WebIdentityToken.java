package dev.keyward.server.federation;

import dev.keyward.wire.ServiceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * A token as it was handed in: well-formed, and not believed yet. The API's model limits it to 20,000
 * characters. Names that stand twice in its JSON, critical headers, other types than {@code JWT} and
 * algorithms without a public key are refused here.
 *
 * <p>Source: RFC 7515, RFC 7519, RFC 8725 (best practices).
 */
public final class WebIdentityToken {

    private static final String NOT_A_JWT = "The ID Token provided is not a valid JWT. (You may see"
            + " this error if you sent an Access Token)";

    private static final String JWT = "jwt";
    private static final String CRITICAL = "crit";
    private static final String TYPE = "typ";

    /** The headers that the library takes for text, if they are there. */
    private static final List<String> TEXTS = List.of("alg", "kid", TYPE, "x5t", "x5t#S256");

    private static final int PARTS = 3;

    static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    private final JsonWebSignature signature;
    private final JwtClaims claims;
    private final String iss;

    private WebIdentityToken(JsonWebSignature signature, JwtClaims claims, String iss) {
        this.signature = signature;
        this.claims = claims;
        this.iss = iss;
    }

    /**
     * Reads a token.
     *
     * @throws ServiceException {@code InvalidIdentityToken} if it is none
     */
    public static WebIdentityToken parse(String text) {
        if (text.split("\\.", -1).length != PARTS) {
            throw notAJwt();
        }
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ALGORITHMS);
            signature.setCompactSerialization(text);
            requirePlainHeaders(signature);
            var claims = JwtClaims.parse(signature.getUnverifiedPayload());
            return new WebIdentityToken(signature, claims, Claims.requiredText(claims, "iss"));
        } catch (JoseException | InvalidJwtException _) {
            throw notAJwt();
        }
    }

    private static void requirePlainHeaders(JsonWebSignature signature) throws JoseException {
        var headers = signature.getHeaders();
        for (var name : TEXTS) {
            var value = headers.getObjectHeaderValue(name);
            if (value != null && !(value instanceof String)) {
                throw notAJwt();
            }
        }
        var type = headers.getStringHeaderValue(TYPE);
        if (headers.getObjectHeaderValue(CRITICAL) != null
                || (type != null && !type.toLowerCase(Locale.ROOT).equals(JWT))) {
            throw notAJwt();
        }
        ALGORITHMS.checkConstraint(signature.getAlgorithmHeaderValue());
    }

    static ServiceException notAJwt() {
        return FederationError.INVALID_IDENTITY_TOKEN.because(NOT_A_JWT);
    }

    /** Who says that it issued the token. */
    public String iss() {
        return iss;
    }

    /** The same without {@code https://}, as accounts know it; empty if it is no URL of HTTPS. */
    public Optional<String> url() {
        return Issuer.url(iss);
    }

    JwtClaims claims() {
        return claims;
    }

    JsonWebSignature signature() {
        return signature;
    }
}
