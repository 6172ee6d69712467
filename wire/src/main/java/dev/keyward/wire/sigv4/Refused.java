package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;

/** Carries a {@link Refusal} out of the checks of this package; it never leaves it. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    Refused(CommonError code, String message) {
        super(message, null, false, false);
        this.refusal = new Refusal(code, message);
    }

    Refusal refusal() {
        return refusal;
    }
}
