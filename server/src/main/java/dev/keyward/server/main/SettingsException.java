package dev.keyward.server.main;

/** The server cannot start as it was told to. The message is for the person who started it. */
final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingsException(String message) {
        super(message, null, false, false);
    }
}
