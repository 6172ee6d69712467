package dev.keyward.server.model;

import dev.keyward.policy.Arn;

import java.time.Instant;

/** One document of a managed policy; {@code versionId} is {@code v1}, {@code v2} and so on. */
public record PolicyVersion(Arn policyArn, String versionId, String document, Instant created) {}
