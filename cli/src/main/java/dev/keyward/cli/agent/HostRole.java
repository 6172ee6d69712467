package dev.keyward.cli.agent;

import java.util.Optional;

/**
 * The role that credentials are of.
 *
 * @param profile the instance profile that gave it, if it was asked for by one
 */
public record HostRole(String arn, Optional<InstanceProfile> profile) {

    /** An instance profile, by its ARN and its unique id. */
    public record InstanceProfile(String arn, String id) {}

    /** The name without its path. */
    String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
