package dev.keyward.cli;

/** A server cannot be asked; the message is for the person who tries. */
final class ServerException extends Exception {

    private static final long serialVersionUID = 1;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
