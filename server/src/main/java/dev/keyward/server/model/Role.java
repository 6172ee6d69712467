package dev.keyward.server.model;

import dev.keyward.policy.AccountId;
import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An IAM role. {@code trustPolicy} is its text with users and roles by unique id, as stored;
 * {@code maxSessionSeconds} is 3,600 to 43,200.
 */
public record Role(
        AccountId account,
        String path,
        String name,
        String id,
        Instant created,
        String trustPolicy,
        String description,
        int maxSessionSeconds,
        SortedMap<String, String> tags,
        Optional<String> permissionsBoundary)
        implements PolicyOwner {

    public Role {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    @Override
    public Arn arn() {
        return new Arn("aws", "iam", "", account.value(), "role" + path + name);
    }
}
