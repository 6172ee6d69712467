package dev.keyward.server.iam.common;

import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.AwsManagedPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.ManagedPolicy;
import dev.keyward.server.store.Snapshot;
import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;
import dev.keyward.wire.Struct;

import java.util.Optional;

/** A managed policy as a request names it, by its ARN; whether it exists is another question. */
public record PolicyRef(String text) {

    /**
     * The one that the request's {@code PolicyArn} names.
     *
     * @throws ServiceException {@code ValidationError} if that is no ARN, one of another partition, or
     *     not one of a policy
     */
    public static PolicyRef read(Struct input) {
        var text = input.requiredText("PolicyArn");
        if (!Arn.isArn(text)) {
            // IAM leaves a gap where its parser would say more.
            throw CommonError.VALIDATION.because("Invalid ARN:  Could not be parsed!");
        }
        if (!Arn.parse(text).partition().equals("aws")) {
            throw CommonError.VALIDATION.because("Invalid ARN partition");
        }
        if (!isPolicyArn(text)) {
            throw CommonError.VALIDATION.because("ARN " + text + " is not valid.");
        }
        return new PolicyRef(text);
    }

    /** Whether a text is the ARN of a managed policy, be there one or not. */
    public static boolean isPolicyArn(String text) {
        if (!Arn.isArn(text)) {
            return false;
        }
        var arn = Arn.parse(text);
        return arn.partition().equals("aws")
                && arn.service().equals("iam")
                && arn.region().isEmpty()
                && arn.resource().startsWith("policy/");
    }

    public Arn arn() {
        return Arn.parse(text);
    }

    /** The name of the policy with that ARN. */
    public static String nameOf(Arn policy) {
        return policy.resource().substring(policy.resource().lastIndexOf('/') + 1);
    }

    /** The policy, if it is one of AWS's or of the caller's account. */
    public Optional<ManagedPolicy> find(Call call, Snapshot snapshot) {
        if (arn().account().equals(AwsManagedPolicies.ACCOUNT)) {
            return AwsManagedPolicies.find(arn());
        }
        return arn().account().equals(call.account().value())
                ? snapshot.managedPolicies().find(arn())
                : Optional.empty();
    }

    /**
     * The policy.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public ManagedPolicy get(Call call, Snapshot snapshot) {
        return find(call, snapshot).orElseThrow(this::notFound);
    }

    /**
     * The policy, for an operation that attaches it or asks who it is attached to.
     *
     * @throws ServiceException {@code NoSuchEntity}
     */
    public ManagedPolicy getAttachable(Call call, Snapshot snapshot) {
        return find(call, snapshot)
                .orElseThrow(() -> IamError.NO_SUCH_ENTITY.because(
                        "Policy " + text + " does not exist or is not attachable."));
    }

    /**
     * The policy, for an operation that changes it. Nobody may change those of AWS.
     *
     * @throws ServiceException {@code NoSuchEntity}; {@code AccessDenied}
     */
    public ManagedPolicy getOwn(String operation, Call call, Snapshot snapshot) {
        if (arn().account().equals(AwsManagedPolicies.ACCOUNT)) {
            throw CommonError.ACCESS_DENIED.because("User: "
                    + call.caller().principal().arn() + " is not authorized to perform: iam:"
                    + operation + " on resource: " + mention());
        }
        return get(call, snapshot);
    }

    /** The refusal for a policy that is not there, or is not attached. */
    public ServiceException notFound() {
        return IamError.NO_SUCH_ENTITY.because("Policy " + text + " was not found.");
    }

    /** The action on the policy, or on what would have this ARN. */
    public Target target(String operation, Call call, Snapshot snapshot) {
        return target(operation, ContextKeys.empty(), call, snapshot);
    }

    /** The action on the policy, or on what would have this ARN, with what else the request brings. */
    public Target target(String operation, ContextKeys keys, Call call, Snapshot snapshot) {
        var resourceKeys = find(call, snapshot)
                .map(policy -> Tags.ofResource(policy.tags()))
                .orElse(ContextKeys.empty());
        return new Target(
                "iam:" + operation, new Target.Named(arn(), resourceKeys, mention()), keys);
    }

    private String mention() {
        return "policy " + text;
    }

    /** The condition key of requests that attach or detach this policy. */
    public ContextKeys key() {
        return ContextKeys.builder().single("iam:PolicyARN", text).build();
    }
}
