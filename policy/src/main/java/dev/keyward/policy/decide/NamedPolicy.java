package dev.keyward.policy.decide;

import dev.keyward.policy.parse.PolicyDocument;

/**
 * A document and what people call it.
 *
 * @param name a managed policy's ARN, or the name of an inline policy
 */
public record NamedPolicy(String name, PolicyDocument document) {}
