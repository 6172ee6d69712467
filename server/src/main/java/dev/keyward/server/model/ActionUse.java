package dev.keyward.server.model;

import java.time.Instant;

/**
 * The last time that a user or role asked for something, be it that it was refused.
 *
 * @param entityId the unique id of the user or role
 * @param service by its namespace, for example {@code kms}
 * @param action without it, for example {@code Decrypt}
 */
public record ActionUse(
        String entityId, String service, String action, Region region, Instant time) {}
