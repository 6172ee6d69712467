package dev.keyward.server.model;

import java.time.Instant;

/**
 * The last time that a request was signed with an access key.
 *
 * @param service by its namespace, for example {@code kms}
 */
public record AccessKeyUse(String accessKeyId, String service, Region region, Instant time) {}
