package dev.keyward.policy.explain;

import dev.keyward.policy.PolicyKind;

/** Whose policies a layer is made of; where the two are different accounts, each may see its own. */
public enum Side {
    /** The caller's account, its organization, and the way by which the request came. */
    CALLER,
    /** The owner of the resource and its organization. */
    RESOURCE;

    /** Whose policies those of that kind are. */
    public static Side of(PolicyKind kind) {
        return switch (kind) {
            case RESOURCE_CONTROL, KEY_POLICY, TRUST, GRANT -> RESOURCE;
            case SERVICE_CONTROL, VPC_ENDPOINT, IDENTITY, PERMISSIONS_BOUNDARY, SESSION -> CALLER;
        };
    }
}
