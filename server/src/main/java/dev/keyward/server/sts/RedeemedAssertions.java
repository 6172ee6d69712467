package dev.keyward.server.sts;

import dev.keyward.wire.CommonError;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which SAML assertions have been redeemed, as long as they could be redeemed again. It is kept in memory:
 * what was issued before it began to know is not redeemed at all.
 *
 * <p>Limits: 100,000 at once, above which nobody signs in by SAML.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: SAML 2.0 Profiles, section 4.1.4.5, which asks that no assertion is taken twice.
 */
public final class RedeemedAssertions {

    /** Longer than any assertion is good. */
    private static final Duration KEPT =
            SamlSignIn.REDEEMABLE.plus(SamlSignIn.SKEW).plusMinutes(1);

    private static final int MOST = 100_000;

    private final Instant since;
    private final Map<String, Instant> redeemed = new LinkedHashMap<>();

    private RedeemedAssertions(Instant since) {
        this.since = since;
    }

    /** None yet; those issued before {@code now} may have been redeemed. */
    public static RedeemedAssertions since(Instant now) {
        return new RedeemedAssertions(now.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether an assertion that was issued then would be known if it had been redeemed. */
    boolean know(Instant issued) {
        return !issued.isBefore(since);
    }

    /**
     * Redeems an assertion.
     *
     * @param issuer whose ids are unique; it may be a provider of several accounts
     * @throws dev.keyward.wire.ServiceException {@code InvalidIdentityToken} if it has been redeemed
     */
    synchronized void redeem(String issuer, String assertionId, Instant now) {
        forgetOld(now);
        if (redeemed.size() >= MOST) {
            throw CommonError.THROTTLING.because("Rate exceeded");
        }
        if (redeemed.putIfAbsent(issuer + " " + assertionId, now) != null) {
            throw StsError.INVALID_IDENTITY_TOKEN.because("the assertion has been redeemed before");
        }
    }

    /** The oldest stand first. */
    private void forgetOld(Instant now) {
        var entries = redeemed.values().iterator();
        while (entries.hasNext() && entries.next().plus(KEPT).isBefore(now)) {
            entries.remove();
        }
    }
}
