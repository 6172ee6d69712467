package dev.keyward.policy.explain;

/** What a layer says of a request by itself, whichever rule decides; the later is the stronger. */
public enum Word {
    NOT_PRESENT,
    NO_MATCH,
    /** The resource's policy leaves the choice to the caller's account. */
    DELEGATES,
    ALLOW,
    /** The resource's policy names the caller, its role or everybody. */
    DIRECT,
    DENY;

    Word or(Word other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
