package dev.keyward.server.model;

/** A policy that is part of the user, group or role whose unique id is {@code ownerId}. */
public record InlinePolicy(String ownerId, String name, String document) {}
