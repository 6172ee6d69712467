package dev.keyward.policy;

/**
 * What a policy is attached to, and so what it may say and what it can do.
 *
 * <p>Source: IAM User Guide, "Policy types".
 */
public enum PolicyKind {
    IDENTITY("identity-based policy"),
    PERMISSIONS_BOUNDARY("permissions boundary"),
    SESSION("session policy"),
    KEY_POLICY("resource-based policy"),
    GRANT("grant"),
    VPC_ENDPOINT("VPC endpoint policy"),
    SERVICE_CONTROL("service control policy"),
    RESOURCE_CONTROL("resource control policy"),
    TRUST("role trust policy");

    private final String words;

    PolicyKind(String words) {
        this.words = words;
    }

    /** What AWS calls it where it tells why a request was refused. */
    public String words() {
        return words;
    }
}
