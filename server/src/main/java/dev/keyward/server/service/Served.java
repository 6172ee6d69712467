package dev.keyward.server.service;

/** Whether Keyward does an operation of an API, as the operations tables say. */
public enum Served {
    YES,
    NOT_YET;

    /** The one that a table's field says: {@code yes}, or {@code -}. */
    public static Served of(String field) {
        return switch (field) {
            case "yes" -> YES;
            case "-" -> NOT_YET;
            default -> throw new IllegalStateException("`" + field + "` is neither yes nor -");
        };
    }
}
