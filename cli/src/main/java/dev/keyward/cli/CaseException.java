package dev.keyward.cli;

/** A line of a batch that is no case; the message says where in the line, and why. */
final class CaseException extends Exception {

    private static final long serialVersionUID = 1;

    CaseException(String message) {
        super(message);
    }
}
