package dev.keyward.server.hosts;

import dev.keyward.crypto.RandomSource;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.Session;
import dev.keyward.server.authorize.Caller.SessionPolicies;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Caller.SignIn;
import dev.keyward.server.authorize.SessionToken;
import dev.keyward.server.authorize.SessionTokens;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.HostProfile;
import dev.keyward.server.model.InstanceProfile;
import dev.keyward.server.model.Role;
import dev.keyward.server.service.Operation;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Begins a session of a role for one host, whose certificate was believed. The service {@code
 * rolesanywhere.amazonaws.com} asks for it, so that the role's trust policy decides.
 *
 * <p>Source: IAM Roles Anywhere User Guide, "IAM Roles Anywhere CreateSession API".
 */
final class CreateSession implements Operation.Reading<CreateSession.Request> {

    static final String NAME = "CreateSession";

    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern SOURCE_IDENTITY =
            Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{2,256}");

    private final HostIdentity host;
    private final HostProfile profile;
    private final SessionTokens tokens;
    private final RandomSource random;

    CreateSession(
            HostIdentity host, HostProfile profile, SessionTokens tokens, RandomSource random) {
        this.host = host;
        this.profile = profile;
        this.tokens = tokens;
        this.random = random;
    }

    record Request(AskedRole role, String sessionName, int seconds) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Request read(Struct input) {
        var limits = profile.limits();
        var role = AskedRole.read(input);
        var name = input.text("roleSessionName");
        if (name.isPresent() && !limits.takesSessionNames()) {
            throw CommonError.ACCESS_DENIED.because("the profile takes no role session names");
        }
        if (name.filter(text -> !SESSION_NAME.matcher(text).matches()).isPresent()) {
            throw CommonError.VALIDATION.because(
                    "roleSessionName has 2 to 64 letters, digits and characters of +=,.@-_");
        }
        if (!SOURCE_IDENTITY.matcher(host.sourceIdentity()).matches()) {
            throw CommonError.ACCESS_DENIED.because(
                    "the common name of the certificate can be no source identity");
        }
        var seconds = input.integer("durationSeconds").orElse(limits.mostSeconds());
        return new Request(role, name.orElse(host.name()), Math.min(seconds, limits.mostSeconds()));
    }

    @Override
    public List<Target> targets(Request request, Call call, Snapshot snapshot) {
        var resource = request.role().resource(profile.limits(), call, snapshot);
        var keys = keys(request);
        var targets = new ArrayList<Target>();
        for (var action : List.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity")) {
            targets.add(new Target(action, resource, keys));
        }
        return targets;
    }

    /** Trust policies ask for the tags as those of a request, and of the principal that comes of it. */
    private ContextKeys keys(Request request) {
        var keys = ContextKeys.builder()
                .single("sts:RoleSessionName", request.sessionName())
                .single("sts:SourceIdentity", host.sourceIdentity());
        host.tags().forEach((key, value) -> {
            keys.single("aws:RequestTag/" + key, value);
            keys.single("aws:PrincipalTag/" + key, value);
        });
        return keys.multiple("aws:TagKeys", host.tags().keySet()).build();
    }

    @Override
    public Struct perform(Request request, Call call, List<Target> targets, Snapshot snapshot) {
        var role = role(targets);
        if (request.seconds() > role.maxSessionSeconds()) {
            throw CommonError.VALIDATION.because("The requested DurationSeconds exceeds the"
                    + " MaxSessionDuration set for this role.");
        }
        var issued = call.now().truncatedTo(ChronoUnit.SECONDS);
        var session = new Session(
                issued,
                earlier(issued.plus(Duration.ofSeconds(request.seconds())), host.until()),
                new SessionPolicies(
                        profile.limits().sessionPolicy(), profile.limits().policies()),
                new SessionTags(host.tags(), Set.of()),
                Optional.of(host.sourceIdentity()),
                SignIn.NONE);
        var holder = new SessionToken.RoleHolder(role.account(), role.id(), request.sessionName());
        return answer(
                new Given(role, request.role().instanceProfile(call, snapshot)),
                request.sessionName(),
                tokens.issue(holder, session, random),
                session);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Role role(List<Target> targets) {
        if (targets.getFirst().resource() instanceof Target.Trust(var role)) {
            return role;
        }
        throw new IllegalStateException("a role that does not exist was allowed");
    }

    /** A role, and the instance profile that it was asked for by. */
    private record Given(Role role, Optional<InstanceProfile> instanceProfile) {}

    private Struct answer(
            Given given, String sessionName, SessionTokens.Issued issued, Session session) {
        var role = given.role();
        var credentials = Struct.builder()
                .put("accessKeyId", issued.accessKeyId())
                .put("secretAccessKey", issued.secretAccessKey())
                .put("sessionToken", issued.token())
                .put("expiration", session.expires());
        var user = Struct.builder()
                .put("arn", SessionToken.assumedRoleArn(role, sessionName))
                .put("assumedRoleId", role.id() + ":" + sessionName);
        var entry = Struct.builder()
                .put("assumedRoleUser", user.build())
                .put("credentials", credentials.build())
                .put("roleArn", role.arn().toString())
                .put("sourceIdentity", host.sourceIdentity());
        given.instanceProfile()
                .ifPresent(instanceProfile -> entry.put(
                                "instanceProfileArn", instanceProfile.arn().toString())
                        .put("instanceProfileId", instanceProfile.id()));
        return Struct.builder().putList("credentialSet", List.of(entry.build())).build();
    }

    /** The refusal of a certificate, as AWS begins it. */
    static ServiceException untrusted(String why) {
        return CommonError.ACCESS_DENIED.because("Untrusted certificate. " + why);
    }
}
