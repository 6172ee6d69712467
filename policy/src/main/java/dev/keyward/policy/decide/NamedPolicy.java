package dev.keyward.policy.decide;

import dev.keyward.policy.parse.PolicyDocument;

import java.util.List;

/**
 * A document and what people call it. As a resource's own policy it remembers what it says about the actions
 * that it was asked about: whoever asks again should keep it. Immutable; safe for use by many threads.
 */
public final class NamedPolicy {

    private final String name;
    private final PolicyDocument document;
    private final Layer ofResource;

    /** {@code name} is a managed policy's ARN, or the name of an inline policy. */
    public NamedPolicy(String name, PolicyDocument document) {
        this.name = name;
        this.document = document;
        this.ofResource = new Layer(document.kind(), List.of(this));
    }

    public String name() {
        return name;
    }

    public PolicyDocument document() {
        return document;
    }

    /** The policy as a layer of its own. */
    Layer ofResource() {
        return ofResource;
    }
}
