package dev.keyward.server.sts;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Begins a session of a role: the role's trust policy must allow the caller, and what the session is
 * given (tags, a source identity) must be allowed beside. A role that does not exist is refused with
 * the words of one that does not trust the caller.
 *
 * <p>Source: STS API Reference, "AssumeRole"; IAM User Guide, "Pass session tags in AWS STS" and
 * "Monitor and control actions taken with assumed roles".
 */
final class AssumeRole implements Operation.Reading<AssumeRole.Request> {

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST_OF_CHAINED = Duration.ofHours(1);
    private static final String ROLE = "role/";

    private final CredentialsIssuer issuer;

    AssumeRole(CredentialsIssuer issuer) {
        this.issuer = issuer;
    }

    record Request(
            Arn roleArn,
            String sessionName,
            Duration duration,
            SessionInput session,
            Optional<String> externalId,
            Optional<String> sourceIdentity) {}

    @Override
    public String name() {
        return "AssumeRole";
    }

    @Override
    public Request read(Struct input) {
        MultiFactor.refuse(input);
        if (input.has("ProvidedContexts")) {
            throw CommonError.UNSUPPORTED_OPERATION.because(
                    "Keyward does not serve ProvidedContexts yet");
        }
        return new Request(
                roleArn(input.requiredText("RoleArn")),
                input.requiredText("RoleSessionName"),
                input.integer("DurationSeconds").map(Duration::ofSeconds).orElse(USUAL),
                SessionInput.read(input),
                input.text("ExternalId"),
                input.text("SourceIdentity"));
    }

    private static Arn roleArn(String text) {
        if (Arn.isArn(text)) {
            var arn = Arn.parse(text);
            if (arn.partition().equals("aws")
                    && arn.service().equals("iam")
                    && arn.region().isEmpty()
                    && AccountId.isAccountId(arn.account())
                    && arn.resource().startsWith(ROLE)) {
                return arn;
            }
        }
        throw CommonError.VALIDATION.because(text + " is invalid");
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        if (call.caller().principal() instanceof Principal.Root) {
            throw CommonError.ACCESS_DENIED.because("Roles may not be assumed by root accounts.");
        }
        var begun = BegunSession.of(request, call);
        var role = findRole(request.roleArn(), snapshot);
        var resource = role.<Target.Resource>map(Target.Trust::new)
                .orElseGet(() -> new Target.UnknownRole(request.roleArn()));
        var keys = begun.keys(request);
        var targets = new ArrayList<Target>();
        targets.add(new Target("sts:AssumeRole", resource, keys));
        if (begun.hasTags()) {
            targets.add(new Target("sts:TagSession", resource, keys));
        }
        if (begun.sourceIdentity().isPresent()) {
            targets.add(new Target("sts:SetSourceIdentity", resource, keys));
        }
        return targets;
    }

    private static Optional<Role> findRole(Arn arn, Snapshot snapshot) {
        var name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        return snapshot.roles()
                .find(new AccountId(arn.account()), name)
                // Names are found without regard to case and path, ARNs are compared exactly.
                .filter(role -> role.arn().equals(arn));
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = role(targets);
        requireDuration(request, call, role);
        SessionPolicyCheck.require(request.session().policies(), role.account(), snapshot);
        var packedSize = PackedSize.requireFitting(request.session());
        var begun = BegunSession.of(request, call);
        var issued = call.now().truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(
                issued,
                issued.plus(request.duration()),
                request.session().policies(),
                begun.tags(),
                begun.sourceIdentity(),
                SignIn.NONE);
        var holder = new SessionToken.RoleHolder(role.account(), role.id(), request.sessionName());
        var output = Struct.builder()
                .put("Credentials", issuer.issue(holder, session))
                .put("AssumedRoleUser", assumedRoleUser(role, request.sessionName()))
                .putText("SourceIdentity", begun.sourceIdentity());
        if (!request.session().isEmpty()) {
            output.put("PackedPolicySize", packedSize);
        }
        return output.build();
    }

    private static Role role(List<Target> targets) {
        if (targets.getFirst().resource() instanceof Target.Trust(var role)) {
            return role;
        }
        throw new IllegalStateException("a role that does not exist was allowed");
    }

    private static void requireDuration(Request request, Call call, Role role) {
        var isChained = call.caller().principal() instanceof Principal.AssumedRole;
        if (isChained && request.duration().compareTo(LONGEST_OF_CHAINED) > 0) {
            throw CommonError.VALIDATION.because("The requested DurationSeconds exceeds the 1 hour"
                    + " session limit for roles assumed by role chaining");
        }
        if (request.duration().toSeconds() > role.maxSessionSeconds()) {
            throw CommonError.VALIDATION.because("The requested DurationSeconds exceeds the"
                    + " MaxSessionDuration set for this role.");
        }
    }

    private static Struct assumedRoleUser(Role role, String sessionName) {
        return Struct.builder()
                .put("AssumedRoleId", role.id() + ":" + sessionName)
                .put("Arn", SessionToken.assumedRoleArn(role, sessionName))
                .build();
    }
}
