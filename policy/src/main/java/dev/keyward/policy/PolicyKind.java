package dev.keyward.policy;

/**
 * What a policy is attached to, and so what it may say and what it can do.
 *
 * <p>Source: IAM User Guide, "Policy types".
 */
public enum PolicyKind {
    IDENTITY,
    PERMISSIONS_BOUNDARY,
    SESSION,
    KEY_POLICY,
    GRANT,
    VPC_ENDPOINT,
    SERVICE_CONTROL,
    RESOURCE_CONTROL,
    TRUST
}
