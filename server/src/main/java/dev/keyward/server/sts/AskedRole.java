package dev.keyward.server.sts;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.Principal;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Caller.SessionTags;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Role;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.Struct;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The role that AssumeRole and its kin are asked for a session of, and what all of them are told of that
 * session. Whether there is such a role is another question.
 */
record AskedRole(Arn arn, String sessionName, Duration duration, SessionInput session) {

    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration LONGEST_OF_CHAINED = Duration.ofHours(1);
    private static final String ROLE = "role/";

    /**
     * Reads {@code RoleArn}, {@code RoleSessionName}, {@code DurationSeconds} and what {@link SessionInput}
     * reads.
     *
     * @param complaint what the operation says of an ARN that is not a role's
     * @throws dev.keyward.wire.ServiceException {@code ValidationError} if it is not
     */
    static AskedRole read(Struct input, UnaryOperator<String> complaint) {
        return new AskedRole(
                arn(input, complaint),
                input.requiredText("RoleSessionName"),
                duration(input),
                SessionInput.read(input));
    }

    /** The {@code RoleArn} alone. */
    static Arn arn(Struct input, UnaryOperator<String> complaint) {
        var text = input.requiredText("RoleArn");
        return roleArn(text)
                .orElseThrow(() -> CommonError.VALIDATION.because(complaint.apply(text)));
    }

    /** The {@code DurationSeconds}, an hour if there are none. */
    static Duration duration(Struct input) {
        return input.integer("DurationSeconds").map(Duration::ofSeconds).orElse(USUAL);
    }

    private static Optional<Arn> roleArn(String text) {
        return Arn.isArn(text)
                ? Optional.of(Arn.parse(text)).filter(AskedRole::isRole)
                : Optional.empty();
    }

    private static boolean isRole(Arn arn) {
        return arn.partition().equals("aws")
                && arn.service().equals("iam")
                && arn.region().isEmpty()
                && AccountId.isAccountId(arn.account())
                && arn.resource().startsWith(ROLE);
    }

    /** The same session, ending at {@code end} if it would last longer. */
    AskedRole until(Instant end, Instant now) {
        var left = Duration.between(now, end);
        return left.compareTo(duration) < 0 ? new AskedRole(arn, sessionName, left, session) : this;
    }

    /** The same, for a session with these tags. */
    AskedRole with(SessionTags tags) {
        return new AskedRole(arn, sessionName, duration, session.with(tags));
    }

    AccountId account() {
        return account(arn);
    }

    static AccountId account(Arn role) {
        return new AccountId(role.account());
    }

    Optional<Role> find(Snapshot snapshot) {
        return find(arn, snapshot);
    }

    /** Names are found without regard to case and path, ARNs are compared exactly. */
    static Optional<Role> find(Arn arn, Snapshot snapshot) {
        var name = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
        return snapshot.roles()
                .find(account(arn), name)
                .filter(role -> role.arn().equals(arn));
    }

    /** The role as a target; one that does not exist is refused as one that trusts nobody. */
    Target.Resource resource(Snapshot snapshot) {
        return find(snapshot)
                .<Target.Resource>map(Target.Trust::new)
                .orElseGet(() -> new Target.UnknownRole(arn));
    }

    /** The role of the targets, each of which was allowed. */
    static Role role(List<Target> targets) {
        if (targets.getFirst().resource() instanceof Target.Trust(var role)) {
            return role;
        }
        throw new IllegalStateException("a role that does not exist was allowed");
    }

    /**
     * Refuses a session that the role does not give.
     *
     * @throws dev.keyward.wire.ServiceException {@code ValidationError} if it would last longer than the
     *     role lets it, or than an hour if a session of a role asks; and as {@link SessionPolicyCheck}
     */
    void requireWithin(Role role, Call call, Snapshot snapshot) {
        var isChained = call.caller().principal() instanceof Principal.AssumedRole;
        if (isChained && duration.compareTo(LONGEST_OF_CHAINED) > 0) {
            throw CommonError.VALIDATION.because("The requested DurationSeconds exceeds the 1 hour"
                    + " session limit for roles assumed by role chaining");
        }
        if (duration.toSeconds() > role.maxSessionSeconds()) {
            throw CommonError.VALIDATION.because("The requested DurationSeconds exceeds the"
                    + " MaxSessionDuration set for this role.");
        }
        SessionPolicyCheck.require(session.policies(), role.account(), snapshot);
    }
}
