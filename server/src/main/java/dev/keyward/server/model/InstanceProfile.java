package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An instance profile, by which machines get the credentials of a role.
 *
 * @param id the unique id, {@code AIPA...}
 * @param roleId the one role that it may hold, by unique id
 */
public record InstanceProfile(
        AccountId account,
        String path,
        String name,
        String id,
        Instant created,
        Optional<String> roleId,
        SortedMap<String, String> tags) {

    public InstanceProfile {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    public InstanceProfile holding(Optional<String> newRoleId) {
        return new InstanceProfile(account, path, name, id, created, newRoleId, tags);
    }

    public InstanceProfile withTags(Map<String, String> newTags) {
        return new InstanceProfile(
                account, path, name, id, created, roleId, new TreeMap<>(newTags));
    }

    public Arn arn() {
        return arnOf(account, path, name);
    }

    /** The ARN that a profile of that name has. */
    public static Arn arnOf(AccountId account, String path, String name) {
        return new Arn("aws", "iam", "", account.value(), "instance-profile" + path + name);
    }
}
