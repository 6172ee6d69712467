package dev.keyward.server.model;

import dev.keyward.policy.Arn;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A managed policy without its documents, which are its versions.
 *
 * @param id the unique id, {@code ANPA...}
 * @param defaultVersionId the version in force, for example {@code v3}
 * @param latestVersion the highest version number that was ever given, so that none is given twice
 */
public record ManagedPolicy(
        Arn arn,
        String path,
        String name,
        String id,
        String description,
        String defaultVersionId,
        int latestVersion,
        Instant created,
        Instant updated,
        SortedMap<String, String> tags) {

    public ManagedPolicy {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
