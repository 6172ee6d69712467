package dev.keyward.server.sts;

import dev.keyward.crypto.saml.SamlAssertion;
import dev.keyward.crypto.saml.SamlException;
import dev.keyward.crypto.saml.SamlMetadata;
import dev.keyward.crypto.saml.SamlResponse;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says who signs in with a response of a SAML provider: checks that it is signed by the provider, meant
 * for AWS, and still good. Keys come from the provider's metadata alone.
 *
 * <p>Source: IAM User Guide, "Configure SAML assertions for the authentication response" and "Troubleshoot
 * SAML federation with IAM"; SAML 2.0 Profiles, section 4.1.4.3.
 */
final class SamlSignIn {

    /** How long after it was issued an assertion is redeemed. */
    static final Duration REDEEMABLE = Duration.ofMinutes(5);

    /** How far the provider's clock may be ahead of ours. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private static final String URN = "urn:amazon:webservices";

    private static final Pattern SIGN_IN = Pattern.compile(
            "https://(?:[a-z]{2}(?:-[a-z]+)+-[0-9]\\.)?signin\\.aws\\.amazon\\.com/(?:static/)?saml"
                    + "(?:/acs/([A-Z0-9]+))?");

    private static final int MAX_NAME_LENGTH = 1_024;

    private final SamlProvider provider;
    private final RedeemedAssertions redeemed;

    SamlSignIn(SamlProvider provider, RedeemedAssertions redeemed) {
        this.provider = provider;
        this.redeemed = redeemed;
    }

    /**
     * The caller, with everything that the assertion says of it.
     *
     * @param role that is asked for
     * @throws ServiceException {@code InvalidIdentityToken} if the response is not the provider's, or not
     *     of a form that is taken; {@code ExpiredTokenException} if it was good once; {@code AccessDenied}
     *     if it names nobody
     */
    Caller caller(SamlResponse response, Arn role, Instant now) {
        var assertion = believed(response);
        requireNow(assertion, now);
        requireForAws(assertion);
        var subject = assertion
                .subject()
                .name()
                .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                        "Not authorized to perform " + AssumeRoleWithSaml.ACTION));
        if (subject.value().length() > MAX_NAME_LENGTH
                || subject.format().length() > MAX_NAME_LENGTH) {
            throw refused("the NameID is longer than 1,024 characters");
        }
        var attributes = new SamlAttributes(assertion);
        attributes.requireRole(role, provider.arn());
        var session = new Session(
                now,
                until(assertion, attributes.duration(), now),
                SessionPolicies.NONE,
                attributes.tags(),
                attributes.sourceIdentity(),
                SignIn.by(new SamlKeys(provider, assertion, subject)
                        .whenSigningIn(attributes.sessionName())));
        return Caller.vouchedFor(
                new Principal.Federated(provider.account(), provider.arn().toString()), session);
    }

    private SamlAssertion believed(SamlResponse response) {
        try {
            // Told first, since a response of another provider is mostly signed by another key.
            requireIssuer(response.claimedIssuer());
            var assertion = response.signedBy(SamlMetadata.keys(provider.signingCertificates()))
                    .orElseThrow(() -> refused("Response signature invalid"));
            requireIssuer(Optional.of(assertion.issuer()));
            return assertion;
        } catch (SamlException e) {
            throw refused("the response " + e.getMessage());
        }
    }

    private void requireIssuer(Optional<String> issuer) {
        if (!issuer.equals(Optional.of(provider.entityId()))) {
            throw refused("Issuer not present in specified provider");
        }
    }

    private void requireNow(SamlAssertion assertion, Instant now) {
        if (!now.isBefore(provider.validUntil())) {
            throw refused("the metadata of the specified provider has expired");
        }
        if (!now.isBefore(assertion.issued().plus(REDEEMABLE))) {
            throw StsError.EXPIRED_TOKEN.because(
                    "Token must be redeemed within 5 minutes of issuance");
        }
        if (!redeemed.know(assertion.issued())) {
            throw StsError.EXPIRED_TOKEN.because(
                    "the assertion is older than the server's memory of redeemed ones");
        }
        requireEnd(Optional.of(assertion.subject().notOnOrAfter()), now);
        requireEnd(assertion.conditions().notOnOrAfter(), now);
        requireEnd(assertion.sessionEnds(), now);
        requireBegin(Optional.of(assertion.issued()), now);
        requireBegin(assertion.subject().notBefore(), now);
        requireBegin(assertion.conditions().notBefore(), now);
    }

    private static void requireEnd(Optional<Instant> notOnOrAfter, Instant now) {
        if (notOnOrAfter.isPresent() && !now.isBefore(notOnOrAfter.get())) {
            throw StsError.EXPIRED_TOKEN.because(
                    "the assertion was good until " + notOnOrAfter.get());
        }
    }

    private static void requireBegin(Optional<Instant> notBefore, Instant now) {
        if (notBefore.isPresent() && now.plus(SKEW).isBefore(notBefore.get())) {
            throw refused("the assertion is not good before " + notBefore.get());
        }
    }

    private void requireForAws(SamlAssertion assertion) {
        var audiences = assertion.conditions().audiences();
        if (audiences.isEmpty() || !audiences.stream().allMatch(this::hasAws)) {
            throw refused("Response does not contain the required audience.");
        }
        if (!isSignIn(assertion.subject().recipient())) {
            throw refused("the Recipient of the assertion is no sign-in endpoint of AWS");
        }
    }

    private boolean hasAws(Set<String> audiences) {
        return audiences.contains(URN) || audiences.stream().anyMatch(this::isSignIn);
    }

    /** Whether it is an endpoint of AWS, and if it is one provider's own, that of this provider. */
    private boolean isSignIn(String url) {
        var matcher = SIGN_IN.matcher(url);
        return matcher.matches()
                && (matcher.group(1) == null || matcher.group(1).equals(provider.id()));
    }

    private static Instant until(
            SamlAssertion assertion, Optional<Duration> duration, Instant now) {
        var latest = assertion.sessionEnds().orElse(Instant.MAX);
        var asked = duration.map(now::plus).orElse(Instant.MAX);
        return asked.isBefore(latest) ? asked : latest;
    }

    private static ServiceException refused(String message) {
        return StsError.INVALID_IDENTITY_TOKEN.because(message);
    }
}
