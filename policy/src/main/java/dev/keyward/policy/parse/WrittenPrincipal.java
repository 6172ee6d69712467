package dev.keyward.policy.parse;

/** A principal as it is written; {@code *} without a type is one of type AWS. */
public record WrittenPrincipal(NamedPrincipal.Type type, String value) {}
