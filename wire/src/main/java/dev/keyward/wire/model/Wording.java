package dev.keyward.wire.model;

/** How a service words that a request breaks a constraint. */
public enum Wording {
    /** Repeats the refused value, unless it is sensitive or a blob. KMS, STS and Organizations. */
    ECHOING,
    /** Never repeats a value, and says of list elements that they must not be null. IAM. */
    QUIET,
    /** Tells the first violation only, and names it as the parameter that the client sends. EC2. */
    NAMING
}
