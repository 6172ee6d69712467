package dev.keyward.server.model;

import dev.keyward.policy.PolicyKind;

import java.util.Locale;

/**
 * What a policy of an organization limits. AWS has more types, which are about other services.
 *
 * <p>Source: Organizations User Guide, "Managing policies in AWS Organizations".
 */
public enum PolicyType {
    /** What is done to the resources of accounts. */
    RESOURCE_CONTROL_POLICY(PolicyKind.RESOURCE_CONTROL),
    /** What the users and roles of accounts do. */
    SERVICE_CONTROL_POLICY(PolicyKind.SERVICE_CONTROL);

    private final PolicyKind kind;

    PolicyType(PolicyKind kind) {
        this.kind = kind;
    }

    public PolicyKind kind() {
        return kind;
    }

    /** As it stands in ARNs: {@code service_control_policy}. */
    public String inArns() {
        return name().toLowerCase(Locale.ROOT);
    }
}
