package dev.keyward.server.authorize;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Caller.Via;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.RegisteredService;
import dev.keyward.server.store.Store;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.sigv4.Expectation;
import dev.keyward.wire.sigv4.ForwardedRequest;
import dev.keyward.wire.sigv4.Reading;
import dev.keyward.wire.sigv4.Refusal;
import dev.keyward.wire.sigv4.SignedRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Tells for whom a registered service calls: for itself, or for whoever signed the request that it hands
 * on. Only a signature that the service cannot make shows the latter, so that a service can act for
 * nobody who did not turn to it within the last minutes. The protocol is docs/reference/service-callers.md.
 *
 * <p>Safe for use by many threads.
 */
final class ServiceCallers {

    static final String SOURCE_ARN = "x-amz-source-arn";
    static final String SOURCE_ACCOUNT = "x-amz-source-account";

    /** Services that may stand between the caller and this server. */
    private static final int MOST_SERVICES = 4;

    private static final int MOST_ARN_CHARACTERS = 2048;
    private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
    private static final String KMS = "kms";

    private final Store store;
    private final ServiceKeys services;
    private final Duration skew;

    ServiceCallers(Store store, ServiceKeys services, Duration skew) {
        this.store = store;
        this.services = services;
        this.skew = skew;
    }

    /**
     * A request whose own signature was verified.
     *
     * @param service what it is signed for
     * @param signer who signed it
     * @param verification verifies another signature, and tells whose it is
     */
    record Verified(
            HttpRequest request,
            String service,
            Region region,
            Caller signer,
            Function<SignedRequest, Caller> verification) {}

    /**
     * Who calls by {@code verified}.
     *
     * @throws ServiceException {@code AccessDenied} if somebody hands a request on who is no service, or a
     *     service calls where it may not; what {@link SignedRequest} refuses, of the request that is handed
     *     on; {@code ValidationException} if a header cannot be read
     */
    Caller caller(Verified verified, Instant now) {
        var forwarded = single(ForwardedRequest.HEADER, verified.request());
        if (!(verified.signer().principal() instanceof Principal.Service itself)) {
            if (forwarded.isPresent()) {
                throw CommonError.ACCESS_DENIED.because("User: "
                        + verified.signer().principal().arn()
                        + " is no registered service and may not hand on requests");
            }
            return verified.signer(); // whose other headers say nothing, as in AWS
        }
        var service = requireCallingFrom(itself.name(), verified.region());
        var via = new Via(
                List.of(), sourceArn(verified.request()), sourceAccount(verified.request()));
        if (forwarded.isEmpty()) {
            return verified.signer().via(via);
        }
        if (!verified.service().equals(KMS)) {
            throw CommonError.ACCESS_DENIED.because(itself.name()
                    + " may hand on requests to kms only, not to " + verified.service());
        }
        var through = new ArrayList<String>();
        through.add(service.principal());
        var principal = behind(forwarded.get(), verified, through, now);
        return principal.via(new Via(through.reversed(), via.sourceArn(), via.sourceAccount()));
    }

    private RegisteredService requireCallingFrom(String name, Region region) {
        return store.read(snapshot -> services.enabled(name, snapshot))
                .filter(service -> service.regions().contains(region))
                .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                        "The service " + name + " is not registered in " + region));
    }

    /**
     * Who signed the request that {@code forwarded} holds.
     *
     * @param through the services that it went through, the last one first; added to
     */
    private Caller behind(String forwarded, Verified verified, List<String> through, Instant now) {
        var request = ForwardedRequest.parse(forwarded)
                .orElseThrow(() -> CommonError.VALIDATION.because(
                        "The header " + ForwardedRequest.HEADER + " is malformed"));
        var service = requireCallingFrom(through.getLast(), verified.region());
        var signer = verified.verification().apply(signed(request, service, verified, now));
        var before = single(ForwardedRequest.HEADER, request.head());
        if (signer.principal() instanceof Principal.Service other) {
            if (before.isEmpty() || through.size() >= MOST_SERVICES) {
                throw CommonError.ACCESS_DENIED.because("The request that " + service.principal()
                        + " hands on is one of " + other.name() + ", for nobody or through too many"
                        + " services");
            }
            through.add(other.name());
            return behind(before.get(), verified, through, now);
        }
        if (before.isPresent()) {
            throw CommonError.ACCESS_DENIED.because(
                    "User: " + signer.principal().arn()
                            + " is no registered service and may not hand on requests");
        }
        return signer;
    }

    private SignedRequest signed(
            ForwardedRequest request, RegisteredService service, Verified verified, Instant now) {
        var expectation =
                new Expectation(service.signingName(), verified.region().code()::equals, skew);
        Reading reading = SignedRequest.readForwarded(request, expectation, now);
        return switch (reading) {
            case Refusal refusal -> throw refusal.exception();
            case SignedRequest signed -> signed;
        };
    }

    private static Optional<String> sourceArn(HttpRequest request) {
        var arn = single(SOURCE_ARN, request);
        if (arn.filter(text -> text.length() > MOST_ARN_CHARACTERS
                        || !VISIBLE.matcher(text).matches()
                        || !Arn.isArn(text))
                .isPresent()) {
            throw CommonError.VALIDATION.because("The header " + SOURCE_ARN + " is no ARN");
        }
        return arn;
    }

    private static Optional<String> sourceAccount(HttpRequest request) {
        var account = single(SOURCE_ACCOUNT, request);
        if (account.filter(text -> !AccountId.isAccountId(text)).isPresent()) {
            throw CommonError.VALIDATION.because(
                    "The header " + SOURCE_ACCOUNT + " is no account's number");
        }
        return account;
    }

    private static Optional<String> single(String header, HttpRequest request) {
        if (request.headers().all(header).size() > 1) {
            throw CommonError.VALIDATION.because("There is more than one header " + header);
        }
        return request.headers().first(header);
    }
}
