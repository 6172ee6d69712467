package dev.keyward.server.refusals;

/**
 * How much of a refusal an account may see. Between two accounts each sees what it said itself, and
 * not what the other did.
 */
enum View {
    /** Caller and resource are of the account. */
    BOTH,
    /** Only the caller is: identity, boundary, session, service control and endpoint policies. */
    CALLER,
    /** Only the resource is: its own policy, its grants, and resource control policies. */
    RESOURCE
}
