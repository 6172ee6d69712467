package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
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
        implements PolicyOwner {

    public User {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    @Override
    public Arn arn() {
        return new Arn("aws", "iam", "", account.value(), "user" + path + name);
    }
}
