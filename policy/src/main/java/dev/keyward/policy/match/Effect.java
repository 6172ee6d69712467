package dev.keyward.policy.match;

/** What a statement does to the requests that it matches. */
public enum Effect {
    ALLOW,
    DENY
}
