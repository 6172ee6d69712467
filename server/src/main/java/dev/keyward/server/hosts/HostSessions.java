package dev.keyward.server.hosts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.crypto.x509.CertificateRefusal;
import dev.keyward.crypto.x509.HostAuthorities;
import dev.keyward.crypto.x509.HostRevocations;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Via;
import dev.keyward.server.authorize.Origin;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.model.HostProfile;
import dev.keyward.server.model.Region;
import dev.keyward.server.model.ServedRegions;
import dev.keyward.server.model.TrustAnchor;
import dev.keyward.server.service.OwnWire;
import dev.keyward.server.service.Service;
import dev.keyward.server.service.ServiceCalls;
import dev.keyward.server.store.Store;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.HttpReply;
import dev.keyward.wire.HttpRequest;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;
import dev.keyward.wire.model.ApiModel;
import dev.keyward.wire.protocol.Protocol;
import dev.keyward.wire.sigv4.Expectation;
import dev.keyward.wire.sigv4.X509SignedRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Answers CreateSession of IAM Roles Anywhere in its own wire, {@code POST /sessions} signed by the key of
 * a certificate, so that AWS's credential helper works unchanged. The signature comes first, then whether
 * the certificate is to be believed, then whether the role may be had; whoever fails has learned nothing
 * of what comes later.
 *
 * <p>Safe for use by many threads.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "The IAM Roles Anywhere authentication process".
 */
public final class HostSessions implements OwnWire {

    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final int CREATED = 201;
    private static final List<String> ARNS = List.of("profileArn", "roleArn", "trustAnchorArn");

    private final Store store;
    private final ServiceCalls calls;
    private final ServedRegions regions;
    private final SessionTokens tokens;
    private final RandomSource random;
    private final ApiModel model = ApiModel.load("rolesanywhere");
    private final Protocol protocol = Protocol.of(model);
    private final Service service = Service.of("rolesanywhere", model, List.of());

    /** What it is built from. */
    public record Parts(
            Store store,
            ServiceCalls calls,
            ServedRegions regions,
            SessionTokens tokens,
            RandomSource random) {}

    public HostSessions(Parts parts) {
        this.store = parts.store();
        this.calls = parts.calls();
        this.regions = parts.regions();
        this.tokens = parts.tokens();
        this.random = parts.random();
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public String operation() {
        return CreateSession.NAME;
    }

    @Override
    public HttpReply answer(HttpRequest http, Origin origin, Instant now, String requestId) {
        if (!http.method().equals("POST")) {
            throw CommonError.UNKNOWN_OPERATION.withoutMessage();
        }
        var signed = X509SignedRequest.read(
                http, new Expectation("rolesanywhere", regions::has, SKEW), now);
        var shape = model.operation(CreateSession.NAME).orElseThrow();
        var input = withParameters(protocol.read(shape, http), signed);
        var trust = trust(input, new Region(signed.region()));
        requireTrusted(signed, trust.anchor(), now);
        var profile = trust.profile()
                .filter(found -> found.limits().enabled())
                .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                        "there is no such profile, or it is disabled"));
        var operation =
                new CreateSession(HostIdentity.of(signed.certificate()), profile, tokens, random);
        var call =
                new Call(caller(trust.anchor()), trust.anchor().region(), now, requestId, origin);
        var output = calls.call(service, operation, call, input);
        var reply = protocol.reply(shape, output, requestId);
        return new HttpReply(CREATED, reply.headers(), reply.body());
    }

    /** What the body leaves out may stand in the query string, where AWS's helper writes it. */
    private static Struct withParameters(Struct body, X509SignedRequest signed) {
        var input = Struct.builder();
        body.members().forEach(input::put);
        for (var name : ARNS) {
            if (!body.has(name)) {
                input.put(
                        name,
                        signed.parameter(name)
                                .orElseThrow(() ->
                                        CommonError.VALIDATION.because(name + " is missing")));
            }
        }
        return input.build();
    }

    private record Trust(TrustAnchor anchor, Optional<HostProfile> profile) {}

    private Trust trust(Struct input, Region region) {
        var anchorArn = arn(input, "trustAnchorArn", "trust-anchor/");
        var profileArn = arn(input, "profileArn", "profile/");
        if (!anchorArn.region().equals(region.code())
                || !profileArn.region().equals(region.code())
                || !anchorArn.account().equals(profileArn.account())) {
            throw CommonError.ACCESS_DENIED.because(
                    "trust anchor, profile and signature are not of one account and Region");
        }
        var account = new AccountId(anchorArn.account());
        return store.read(snapshot -> new Trust(
                snapshot.hosts()
                        .findAnchor(account, region, id(anchorArn))
                        .filter(TrustAnchor::enabled)
                        .orElseThrow(() -> CommonError.ACCESS_DENIED.because(
                                "there is no such trust anchor, or it is disabled")),
                snapshot.hosts().findProfile(account, region, id(profileArn))));
    }

    private static String id(Arn arn) {
        return arn.resource().substring(arn.resource().indexOf('/') + 1);
    }

    /**
     * An ARN of the input, whose resource begins with one of {@code prefixes}.
     *
     * @throws ServiceException {@code ValidationException} if it has not the form
     */
    static Arn arn(Struct input, String member, String... prefixes) {
        var text = input.requiredText(member);
        if (Arn.isArn(text)) {
            var arn = Arn.parse(text);
            if (Arrays.stream(prefixes).anyMatch(arn.resource()::startsWith)
                    && AccountId.isAccountId(arn.account())) {
                return arn;
            }
        }
        throw CommonError.VALIDATION.because(text + " is no " + member);
    }

    private static void requireTrusted(X509SignedRequest signed, TrustAnchor anchor, Instant now) {
        try {
            HostAuthorities.of(anchor.certificates())
                    .require(
                            signed.certificate(),
                            signed.intermediates(),
                            HostRevocations.of(anchor.revocations()),
                            now);
        } catch (CertificateRefusal refusal) {
            throw CreateSession.untrusted(String.valueOf(refusal.getMessage()));
        }
    }

    /** The service that asks for the session, on behalf of the anchor. */
    private static Caller caller(TrustAnchor anchor) {
        var via = new Via(
                List.of(),
                Optional.of(anchor.arn().toString()),
                Optional.of(anchor.account().value()));
        return new Caller(
                new Principal.Service(anchor.account(), HostTargets.SERVICE),
                "",
                Optional.empty(),
                via);
    }
}
