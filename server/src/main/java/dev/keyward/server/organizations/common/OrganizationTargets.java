package dev.keyward.server.organizations.common;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;
import dev.keyward.policy.ContextKeys;
import dev.keyward.server.authorize.AwsOrganizationPolicies;
import dev.keyward.server.authorize.Call;
import dev.keyward.server.authorize.Target;
import dev.keyward.server.model.Organization;
import dev.keyward.server.model.OrganizationPolicy;
import dev.keyward.server.model.PolicyType;
import dev.keyward.server.store.Snapshot;

import java.util.Locale;

/**
 * What must be allowed for an operation: its action on whatever has an id, be it there or not.
 *
 * <p>Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS
 * Organizations".
 */
public final class OrganizationTargets {

    private static final String PREFIX = "organizations:";

    private OrganizationTargets() {}

    /** The action, for operations that are about nothing in particular. */
    public static Target onAnything(String operation) {
        return onAnything(operation, ContextKeys.empty());
    }

    public static Target onAnything(String operation, ContextKeys keys) {
        return new Target(PREFIX + operation, new Target.Anything(), keys);
    }

    public static Target on(String operation, String id, Call call, Snapshot snapshot) {
        return on(operation, id, ContextKeys.empty(), call, snapshot);
    }

    /**
     * The action on a root, unit, account or policy, by its id. An account in no organization has no
     * ARNs to name; then the action alone must be allowed.
     */
    public static Target on(
            String operation, String id, ContextKeys keys, Call call, Snapshot snapshot) {
        var standing = Standing.find(call, snapshot);
        if (standing.isEmpty()) {
            return onAnything(operation, keys);
        }
        var arn = arn(standing.get().organization(), id, snapshot);
        var tags = Tags.ofResource(snapshot.organizations().tags(id));
        return new Target(PREFIX + operation, Target.Named.of(arn, tags), keys);
    }

    /** The action on a policy of a type that is to be made. It has no id yet. */
    public static Target onNewPolicy(
            String operation, String type, ContextKeys keys, Call call, Snapshot snapshot) {
        var standing = Standing.find(call, snapshot);
        if (standing.isEmpty()) {
            return onAnything(operation, keys);
        }
        var arn = standing.get().organization().newPolicyArn(type.toLowerCase(Locale.ROOT));
        return new Target(PREFIX + operation, Target.Named.of(arn), keys);
    }

    private static Arn arn(Organization organization, String id, Snapshot snapshot) {
        if (id.startsWith("r-")) {
            return organization.rootArn(id);
        }
        if (id.startsWith("ou-")) {
            return organization.unitArn(id);
        }
        if (AccountId.isAccountId(id)) {
            return organization.accountArn(new AccountId(id));
        }
        return AwsOrganizationPolicies.findAny(organization.id(), id, snapshot)
                .map(OrganizationPolicy::arn)
                .orElseGet(() -> organization.policyArn(PolicyType.SERVICE_CONTROL_POLICY, id));
    }
}
