package dev.keyward.crypto.wrap;

/** A root key that cannot be had; the message says why in one clause and holds no secret. */
public final class RootKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RootKeyException(String message) {
        super(message);
    }
}
