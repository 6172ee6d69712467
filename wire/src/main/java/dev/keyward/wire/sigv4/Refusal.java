package dev.keyward.wire.sigv4;

import dev.keyward.wire.CommonError;
import dev.keyward.wire.ServiceException;

/** Why a request is not taken as signed by the key that it names. */
public record Refusal(CommonError code, String message) implements Reading, Verdict {

    /** The refusal to throw. */
    public ServiceException exception() {
        return code.because(message);
    }
}
