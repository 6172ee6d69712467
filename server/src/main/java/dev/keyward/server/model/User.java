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
 * An IAM user. {@code permissionsBoundary} is the ARN of a managed policy.
 */
public record User(
        AccountId account,
        String path,
        String name,
        String id,
        Instant created,
        SortedMap<String, String> tags,
        Optional<String> permissionsBoundary)
        implements IamPrincipal {

    public User {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    @Override
    public User renamed(String newPath, String newName) {
        return new User(account, newPath, newName, id, created, tags, permissionsBoundary);
    }

    @Override
    public User withTags(Map<String, String> newTags) {
        return new User(
                account, path, name, id, created, new TreeMap<>(newTags), permissionsBoundary);
    }

    @Override
    public User withPermissionsBoundary(Optional<String> newBoundary) {
        return new User(account, path, name, id, created, tags, newBoundary);
    }

    @Override
    public Arn arn() {
        return new Arn("aws", "iam", "", account.value(), "user" + path + name);
    }
}
