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
        implements IamPrincipal {

    public Role {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    @Override
    public Role renamed(String newPath, String newName) {
        return new Role(
                account,
                newPath,
                newName,
                id,
                created,
                trustPolicy,
                description,
                maxSessionSeconds,
                tags,
                permissionsBoundary);
    }

    @Override
    public Role withTags(Map<String, String> newTags) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trustPolicy,
                description,
                maxSessionSeconds,
                new TreeMap<>(newTags),
                permissionsBoundary);
    }

    @Override
    public Role withPermissionsBoundary(Optional<String> newBoundary) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trustPolicy,
                description,
                maxSessionSeconds,
                tags,
                newBoundary);
    }

    /** The same role with another trust policy, which names principals by unique id. */
    public Role withTrustPolicy(String newTrustPolicy) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                newTrustPolicy,
                description,
                maxSessionSeconds,
                tags,
                permissionsBoundary);
    }

    public Role described(String newDescription, int newMaxSessionSeconds) {
        return new Role(
                account,
                path,
                name,
                id,
                created,
                trustPolicy,
                newDescription,
                newMaxSessionSeconds,
                tags,
                permissionsBoundary);
    }

    @Override
    public Arn arn() {
        return new Arn("aws", "iam", "", account.value(), "role" + path + name);
    }
}
