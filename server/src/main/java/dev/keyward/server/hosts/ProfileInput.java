package dev.keyward.server.hosts;

import dev.keyward.policy.Arn;
import dev.keyward.policy.PolicyKind;
import dev.keyward.policy.parse.PolicyDocument;
import dev.keyward.policy.parse.PolicyException;
import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.model.HostProfile.Limits;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a request says of a profile; what it leaves out stays as it is. */
record ProfileInput(
        Optional<Boolean> enabled,
        Optional<List<Arn>> roles,
        Optional<List<Arn>> policies,
        Optional<String> sessionPolicy,
        Optional<Integer> mostSeconds,
        Optional<Boolean> takesSessionNames) {

    private static final Limits NEW =
            new Limits(true, List.of(), List.of(), Optional.empty(), 3600, false);

    /**
     * Reads it.
     *
     * @throws ServiceException {@code ValidationException} if an ARN or the session policy is none
     */
    static ProfileInput read(Struct input) {
        var sessionPolicy = input.text("SessionPolicy");
        if (sessionPolicy.filter(text -> !text.isEmpty()).isPresent()) {
            requirePolicy(sessionPolicy.get());
        }
        return new ProfileInput(
                input.bool("Enabled"),
                arns(input, "RoleArns", "role/"),
                arns(input, "ManagedPolicyArns", "policy/"),
                sessionPolicy,
                input.integer("DurationSeconds"),
                input.bool("AcceptRoleSessionName"));
    }

    private static void requirePolicy(String text) {
        try {
            PolicyDocument.parse(text, PolicyKind.SESSION);
        } catch (PolicyException e) {
            throw CommonError.VALIDATION.because("SessionPolicy: " + e.getMessage());
        }
    }

    private static Optional<List<Arn>> arns(Struct input, String member, String prefix) {
        if (!input.has(member)) {
            return Optional.empty();
        }
        var arns = new ArrayList<Arn>();
        for (var text : input.texts(member)) {
            if (!Arn.isArn(text)
                    || !Arn.parse(text).service().equals("iam")
                    || !Arn.parse(text).resource().startsWith(prefix)
                    || text.indexOf(' ') >= 0) {
                throw CommonError.VALIDATION.because(text + " is not of " + member);
            }
            arns.add(Arn.parse(text));
        }
        return Optional.of(List.copyOf(arns));
    }

    /** The roles that hosts are given by this request. */
    List<Arn> given() {
        return roles.orElse(List.of());
    }

    Limits ofNew(Call call, Snapshot snapshot) {
        return over(NEW, call, snapshot);
    }

    /**
     * The limits that a profile with {@code old} ones has then. An empty session policy takes the old one
     * away.
     *
     * @throws ServiceException {@code ValidationException} if a role or policy is not there
     */
    Limits over(Limits old, Call call, Snapshot snapshot) {
        for (var role : given()) {
            require(
                    role,
                    call,
                    arn -> snapshot.roles()
                            .find(
                                    call.account(),
                                    arn.resource().substring(arn.resource().lastIndexOf('/') + 1))
                            .filter(found -> found.arn().equals(arn))
                            .isPresent());
        }
        for (var policy : policies.orElse(List.of())) {
            if (policy.account().equals(AwsManagedPolicies.ACCOUNT)) {
                if (AwsManagedPolicies.find(policy).isEmpty()) {
                    throw notThere(policy);
                }
            } else {
                require(
                        policy,
                        call,
                        arn -> snapshot.managedPolicies().find(arn).isPresent());
            }
        }
        return new Limits(
                enabled.orElse(old.enabled()),
                roles.orElse(old.roles()),
                policies.orElse(old.policies()),
                sessionPolicy.isPresent()
                        ? sessionPolicy.filter(text -> !text.isEmpty())
                        : old.sessionPolicy(),
                mostSeconds.orElse(old.mostSeconds()),
                takesSessionNames.orElse(old.takesSessionNames()));
    }

    private static void require(Arn arn, Call call, Function<Arn, Boolean> exists) {
        if (!arn.account().equals(call.account().value()) || !exists.apply(arn)) {
            throw notThere(arn);
        }
    }

    private static ServiceException notThere(Arn arn) {
        return CommonError.VALIDATION.because(arn + " is not there");
    }
}
