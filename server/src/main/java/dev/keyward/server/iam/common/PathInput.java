package dev.keyward.server.iam.common;

import dev.keyward.wire.Struct;

/** Paths in requests. */
public final class PathInput {

    private static final String ROOT = "/";

    private PathInput() {}

    /** The path that something gets; {@code /} if the request has none. */
    public static String path(Struct input) {
        return input.text("Path").orElse(ROOT);
    }

    /** What the paths of listed things begin with; {@code /}, which is everything, by default. */
    public static String prefix(Struct input) {
        return input.text("PathPrefix").orElse(ROOT);
    }
}
