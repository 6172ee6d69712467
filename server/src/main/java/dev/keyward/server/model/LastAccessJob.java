package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;

/**
 * A question for when somebody last used what.
 *
 * @param requesterId the unique id of the user or role that asks, who alone may have the answer; of the
 *     root user the account's number
 * @param subject the user, group, role or policy that is asked about
 */
public record LastAccessJob(
        String id,
        AccountId account,
        String requesterId,
        Arn subject,
        Granularity granularity,
        Instant created) {

    /** How much is told. */
    public enum Granularity {
        SERVICE_LEVEL,
        ACTION_LEVEL
    }
}
