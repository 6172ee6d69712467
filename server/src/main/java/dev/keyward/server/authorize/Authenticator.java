package dev.keyward.server.authorize;

import dev.keyward.server.model.Region;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.sigv4.Expectation;
import dev.keyward.wire.sigv4.Reading;
import dev.keyward.wire.sigv4.Refusal;
import dev.keyward.wire.sigv4.SignedRequest;
import dev.keyward.wire.sigv4.Verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Tells who calls: who signed a request, or the one that a registered service hands on. Checks go in
 * AWS's order: the form, time and scope of the signature; the access key; its session token and expiry;
 * the signature itself. There is no way around it.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: IAM User Guide, "AWS Signature Version 4 for API requests".
 */
public final class Authenticator {

    /** AWS takes 15 minutes in query services and, as it seems, 5 in JSON services. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private static final String IAM = "iam";

    /** The services that are the same in every Region, and count as in us-east-1. */
    private static final Set<String> GLOBAL_SERVICES = Set.of(IAM, "organizations");

    private static final String GLOBAL = "aws-global";

    private final Store store;
    private final ServedRegions regions;
    private final Principals principals;
    private final LongTermKeys longTerm;
    private final TemporaryKeys temporary;
    private final ServiceKeys services;
    private final ServiceCallers serviceCallers;

    /** Knows who signs by what is stored. */
    public Authenticator(
            Store store, AccessKeySecrets secrets, SessionTokens tokens, ServedRegions regions) {
        this.store = store;
        this.regions = regions;
        this.principals = new Principals();
        this.longTerm = new LongTermKeys(secrets, principals);
        this.temporary = new TemporaryKeys(tokens, principals);
        this.services = new ServiceKeys(secrets);
        this.serviceCallers = new ServiceCallers(store, services, SKEW);
    }

    /**
     * Who signed a request.
     *
     * @param region what the signature is scoped to; always us-east-1 for IAM and Organizations,
     *     which are global
     */
    public record Identified(Caller caller, Region region) {}

    /**
     * Verifies the signature of {@code request}.
     *
     * @param service what the signature must be scoped to, for example {@code kms}
     * @throws ServiceException with AWS's code and text if the request is not signed by credentials
     *     that are in force
     * @throws dev.keyward.server.store.StoreException if storage fails
     */
    public Identified identify(HttpRequest request, String service, Instant now) {
        var expectation = new Expectation(service, code -> isServed(service, code), SKEW);
        Reading reading = SignedRequest.read(request, expectation, now);
        return switch (reading) {
            case Refusal refusal -> throw refusal.exception();
            case SignedRequest signed -> {
                var verified = new ServiceCallers.Verified(
                        request,
                        service,
                        region(signed),
                        verified(signed, now),
                        handedOn -> verified(handedOn, now));
                yield new Identified(serviceCallers.caller(verified, now), verified.region());
            }
        };
    }

    /** The Region of requests that are not signed, and so name none. */
    public Region unsignedRegion() {
        return regions.unnamed();
    }

    private boolean isServed(String service, String code) {
        if (GLOBAL_SERVICES.contains(service)) {
            // SDKs that are given both the global pseudo-Region and an endpoint sign for the
            // former.
            return Region.isRegion(code) || code.equals(GLOBAL);
        }
        return regions.has(code);
    }

    private static Region region(SignedRequest signed) {
        // Clients that are given an endpoint sign such requests for the Region they are set to.
        return GLOBAL_SERVICES.contains(signed.scope().service())
                ? Region.US_EAST_1
                : new Region(signed.scope().region());
    }

    private Caller verified(SignedRequest signed, Instant now) {
        var credentials = store.read(snapshot -> find(signed, now, snapshot));
        Verdict verdict = signed.verify(credentials.signingKey(signed.scope()));
        if (verdict instanceof Refusal refusal) {
            throw refusal.exception();
        }
        if (signed.scope().service().equals(IAM)
                && !SessionReach.includesIam(credentials.caller())) {
            throw invalidToken();
        }
        return credentials.caller();
    }

    private KnownCredentials find(SignedRequest signed, Instant now, Snapshot snapshot) {
        Optional<KnownCredentials> found = signed.sessionToken().isPresent()
                ? temporary.find(signed.accessKeyId(), signed.sessionToken().get(), snapshot)
                : longTerm.find(signed.accessKeyId(), snapshot);
        var credentials = found.filter(
                        known -> principals.isOpen(known.caller().account(), snapshot))
                .or(() -> services.find(signed.accessKeyId(), snapshot))
                .orElseThrow(Authenticator::invalidToken);
        if (credentials.caller().hasExpired(now)) {
            throw CommonError.EXPIRED_TOKEN.because(
                    "The security token included in the request is expired");
        }
        return credentials;
    }

    private static ServiceException invalidToken() {
        return CommonError.INVALID_CLIENT_TOKEN.because(
                "The security token included in the request is invalid.");
    }
}
