package dev.keyward.server.sts;

import dev.keyward.crypto.saml.SamlException;
import dev.keyward.crypto.saml.SamlResponse;
import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller;
import dev.keyward.server.authorize.Caller.Federation;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.SamlProvider;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.server.store.Store;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Begins a session of a role for somebody whom a SAML provider of the account vouches for. Each assertion
 * begins one session.
 *
 * <p>Source: STS API Reference, "AssumeRoleWithSAML".
 */
final class AssumeRoleWithSaml implements Operation.Vouched<AssumeRoleWithSaml.Request> {

    static final String ACTION = "sts:AssumeRoleWithSAML";

    private static final String PROVIDER = "saml-provider/";

    private final Store store;
    private final RedeemedAssertions redeemed;
    private final RoleSessions sessions;

    AssumeRoleWithSaml(Store store, RedeemedAssertions redeemed, RoleSessions sessions) {
        this.store = store;
        this.redeemed = redeemed;
        this.sessions = sessions;
    }

    /** What the caller asks for, beside what the assertion says of it. */
    record Request(Arn role, Duration duration, SessionInput session, String assertionId) {

        AskedRole by(Session caller) {
            return new AskedRole(
                    role,
                    told(caller)
                            .find(SamlKeys.SESSION_NAME)
                            .orElseThrow(AssumeRoleWithSaml::unvouched),
                    duration,
                    session.with(caller.tags()));
        }
    }

    @Override
    public String name() {
        return "AssumeRoleWithSAML";
    }

    @Override
    public Caller caller(Struct input, Instant now) {
        var role = roleArn(input);
        var provider = providerArn(input);
        var response = response(input);
        return new SamlSignIn(find(provider), redeemed).caller(response, role, now);
    }

    private static Arn roleArn(Struct input) {
        return AskedRole.arn(input, _ -> "Request ARN is invalid");
    }

    private static Arn providerArn(Struct input) {
        var text = input.requiredText("PrincipalArn");
        return Optional.of(text)
                .filter(Arn::isArn)
                .map(Arn::parse)
                .filter(AssumeRoleWithSaml::isProvider)
                .orElseThrow(() -> CommonError.VALIDATION.because("Request ARN is invalid"));
    }

    private static boolean isProvider(Arn arn) {
        return arn.partition().equals("aws")
                && arn.service().equals("iam")
                && arn.region().isEmpty()
                && AccountId.isAccountId(arn.account())
                && arn.resource().startsWith(PROVIDER);
    }

    private SamlProvider find(Arn arn) {
        var name = arn.resource().substring(PROVIDER.length());
        return store.read(snapshot -> snapshot.samlProviders()
                        .find(new AccountId(arn.account()), name)
                        // Names are found without regard to case, ARNs are compared exactly.
                        .filter(provider -> provider.arn().equals(arn)))
                .orElseThrow(() -> StsError.INVALID_IDENTITY_TOKEN.because(
                        "Specified provider doesn't exist"));
    }

    private static SamlResponse response(Struct input) {
        try {
            // Some clients send it in lines.
            var encoded = input.requiredText("SAMLAssertion").replaceAll("\\s", "");
            var bytes = Base64.getDecoder().decode(encoded);
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return SamlResponse.parse(text.toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        } catch (SamlException e) {
            throw e.isRejection()
                    ? StsError.IDP_REJECTED_CLAIM.because(
                            "The identity provider reported that authentication failed")
                    : invalid();
        }
    }

    private static ServiceException invalid() {
        return StsError.INVALID_IDENTITY_TOKEN.because("Invalid base64 SAMLResponse");
    }

    @Override
    public Request read(Struct input) {
        return new Request(
                roleArn(input),
                AskedRole.duration(input),
                SessionInput.read(input),
                // The text is the one that was verified, and has one assertion.
                response(input).assertionId());
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var asked = request.by(said(call));
        var begun = begun(call);
        var role = FederatedTrust.resource(asked, told(said(call)).provider(), snapshot);
        return begun.targets(ACTION, role, begun.keys(asked).build());
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = AskedRole.role(targets);
        var asked = request.by(said(call));
        asked.requireWithin(role, call, snapshot);
        var output = sessions.begin(
                role, asked.until(said(call).expires(), call.now()), begun(call), call.now());
        var told = told(said(call));
        redeemed.redeem(
                told.find(SamlKeys.ISSUER).orElseThrow(AssumeRoleWithSaml::unvouched),
                request.assertionId(),
                call.now());
        return output.putText("Audience", told.find(SamlKeys.AUDIENCE))
                .putText("Issuer", told.find(SamlKeys.ISSUER))
                .putText("Subject", told.find(SamlKeys.SUBJECT))
                .putText("SubjectType", told.find(SamlKeys.SUBJECT_TYPE))
                .putText("NameQualifier", told.find(SamlKeys.NAME_QUALIFIER))
                .build();
    }

    private static BegunSession begun(Call call) {
        return BegunSession.vouched(call, SignIn.by(SamlKeys.inSession(told(said(call)))));
    }

    private static Session said(Call call) {
        return call.caller().session().orElseThrow(AssumeRoleWithSaml::unvouched);
    }

    private static Federation told(Session caller) {
        return caller.signIn().federation().orElseThrow(AssumeRoleWithSaml::unvouched);
    }

    private static IllegalStateException unvouched() {
        return new IllegalStateException("nobody vouched for the caller");
    }
}
