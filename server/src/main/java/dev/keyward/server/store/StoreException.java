package dev.keyward.server.store;

/** Storage failed. Nothing that the failed function wrote is kept. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Whether trying again may help. */
    public enum Retry {
        MAY_HELP,
        IS_USELESS
    }

    private final Retry retry;

    public StoreException(String message, Throwable cause, Retry retry) {
        super(message, cause);
        this.retry = retry;
    }

    public StoreException(String message, Retry retry) {
        super(message);
        this.retry = retry;
    }

    public Retry retry() {
        return retry;
    }
}
