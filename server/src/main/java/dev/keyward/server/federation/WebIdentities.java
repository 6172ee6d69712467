package dev.keyward.server.federation;

import dev.keyward.wire.ServiceException;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Verifies tokens of OpenID Connect. What can be told without the provider comes first, so that nobody
 * makes the server ask a provider by a token that would be refused anyway: issuer, audience, times. Then the
 * signature, with the provider's keys.
 *
 * <p>A token can be used until it expires, as often as its holder likes, as in AWS.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: STS API Reference, "AssumeRoleWithWebIdentity"; OpenID Connect Core 1.0, 3.1.3.7.
 */
public final class WebIdentities {

    /** How far a provider's clock may be ahead. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final int LONGEST_SUBJECT = 255;

    private final IssuerKeys keys;

    public WebIdentities(PinnedKeys pinned, KeySource source) {
        this.keys = new IssuerKeys(pinned, source);
    }

    /**
     * Whom {@code issuer} vouches for by {@code token}.
     *
     * @param roleArn the role that is asked for
     * @throws ServiceException {@code InvalidIdentityToken}; {@code ExpiredTokenException}; {@code
     *     IDPCommunicationError} if the provider must be asked for its keys and does not answer
     */
    public WebIdentity verify(WebIdentityToken token, Issuer issuer, String roleArn, Instant now) {
        if (!token.iss().equals(issuer.iss())) {
            throw noProvider(token.iss());
        }
        var claims = token.claims();
        requireTimes(claims, now);
        if (Claims.requiredText(claims, "sub").length() > LONGEST_SUBJECT) {
            throw Claims.malformed("sub");
        }
        var audience = audience(claims, issuer);
        var isForRole = SessionClaims.isForRole(claims, roleArn);
        requireSignature(token, issuer, now);
        return new WebIdentity(
                Claims.requiredTime(claims, "exp"),
                SessionClaims.tags(claims),
                SessionClaims.sourceIdentity(claims),
                WebIdentityKeys.of(issuer, claims, audience, isForRole));
    }

    /** The refusal of a token whose issuer the account does not know. */
    public static ServiceException noProvider(String iss) {
        return FederationError.INVALID_IDENTITY_TOKEN.because(
                "No OpenIDConnect provider found in your account for " + iss);
    }

    private static void requireTimes(JwtClaims claims, Instant now) {
        var expires = Claims.requiredTime(claims, "exp");
        if (!now.isBefore(expires)) {
            throw FederationError.EXPIRED_TOKEN.because("Token expired: current date/time "
                    + now.getEpochSecond() + " must be before the expiration date/time "
                    + expires.getEpochSecond());
        }
        var issued = Claims.requiredTime(claims, "iat");
        var begins = Claims.time(claims, "nbf").orElse(issued);
        var latest = now.plus(SKEW);
        if (issued.isAfter(latest) || begins.isAfter(latest)) {
            throw FederationError.INVALID_IDENTITY_TOKEN.because("the token is not valid yet");
        }
    }

    /** The authorized party, or else the one audience, which must be a client of the issuer. */
    private static String audience(JwtClaims claims, Issuer issuer) {
        var audiences = Claims.texts(claims, "aud");
        if (audiences.isEmpty()) {
            throw Claims.missing("aud");
        }
        var party = Claims.text(claims, "azp");
        // Of several audiences nobody could tell which one the token was made for.
        if (party.isEmpty() && audiences.size() > 1) {
            throw incorrectAudience();
        }
        var audience = party.orElseGet(audiences::getFirst);
        if (audience.isEmpty() || !issuer.takes(audience)) {
            throw incorrectAudience();
        }
        return audience;
    }

    private static ServiceException incorrectAudience() {
        return FederationError.INVALID_IDENTITY_TOKEN.because("Incorrect token audience");
    }

    private void requireSignature(WebIdentityToken token, Issuer issuer, Instant now) {
        var signature = token.signature();
        var key = keys.of(issuer, signature, now);
        signature.setKey(key.getPublicKey());
        try {
            if (signature.verifySignature()) {
                return;
            }
        } catch (JoseException _) {
            throw invalidSignature(); // the key does not fit the algorithm, or is too weak
        }
        throw invalidSignature();
    }

    private static ServiceException invalidSignature() {
        return FederationError.INVALID_IDENTITY_TOKEN.because(
                "the signature of the token is not one of its issuer");
    }
}
