package dev.keyward.server.model;

import dev.keyward.policy.Arn;

import java.time.Instant;

/**
 * The last time that a key was used with success.
 *
 * @param operation as KMS names it, for example {@code Decrypt}
 * @param requestId of the call that used it
 */
public record LastUse(Arn keyArn, String operation, Instant time, String requestId) {}
