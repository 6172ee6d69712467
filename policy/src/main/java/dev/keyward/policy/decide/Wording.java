package dev.keyward.policy.decide;

/** How a refusal speaks of the resource, which depends on how the request named it. */
public enum Wording {
    /** {@code on resource: ARN}, or {@code on this resource} if it is another account's. */
    ON_RESOURCE,
    /** {@code on the resource associated with this ciphertext}: the request named no key. */
    ON_CIPHERTEXT,
    /** No word of a resource. */
    WITHOUT_RESOURCE,
    /** The resource, but no word of the reason: what STS answers. */
    WITHOUT_REASON,
    /** Nothing but the action: what STS answers to those who sign nothing. */
    ACTION_ONLY
}
